"""The ledger: appends what happened, chained by hash, and proves it whole (design: the ledger; docs/security.md)."""
