"""What a chain is, without Django: canonical bytes, digests, receipts, exported files."""
