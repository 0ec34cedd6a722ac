import json
import logging

import pytest


@pytest.fixture
def events():
    """What the security log said, as (event, facts)."""
    said = []

    class Ear(logging.Handler):
        def emit(self, record):
            said.append(json.loads(record.getMessage()))

    ear = Ear()
    logging.getLogger("tandem.signin").addHandler(ear)
    yield said
    logging.getLogger("tandem.signin").removeHandler(ear)
