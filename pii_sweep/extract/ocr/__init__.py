"""Pictures of text → lines of words with boxes and confidences; every engine behind one border."""
