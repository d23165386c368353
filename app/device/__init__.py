"""What the app keeps on the device, and where the secret goes."""

from app.device.vaults import choose_vault

__all__ = ["choose_vault"]
