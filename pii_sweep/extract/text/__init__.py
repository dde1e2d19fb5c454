"""Plain text: the codec, decoded lines and passages of bounded length."""
