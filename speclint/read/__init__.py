"""Reading: bytes become a `Source`, a source becomes a `Document` whose every piece knows where it stands."""
