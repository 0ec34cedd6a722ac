"""What the design page shows: awkward names and words, every part in every state."""


def page() -> dict[str, object]:
    return {}
