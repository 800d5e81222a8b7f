"""Names of the vault's jobs."""

RESEAL = "vault.reseal"
