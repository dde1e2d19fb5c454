"""Text that is written in the letters of an encoding: Base64, hexadecimal, Base85, uuencode, packed bytes."""
