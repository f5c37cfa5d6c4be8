"""Files to text: .txt, .docx and .html; everything else is refused in words that say what to do."""
