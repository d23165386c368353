"""What all wire models share: unknown keys ignored, inputs hidden in errors."""

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """Inputs are hidden in errors: they are personal, and one of them is a token."""

    model_config = ConfigDict(
        extra="ignore", frozen=True, hide_input_in_errors=True, populate_by_name=True, defer_build=True
    )
