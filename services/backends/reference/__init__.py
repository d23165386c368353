"""The reference city of this project (docs/wire.md)."""
