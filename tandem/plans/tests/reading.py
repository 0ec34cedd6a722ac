"""What a page of the plan says."""

import re


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def digest_on(response):
    return re.search(r'name="digest" value="([0-9a-f]{64})"', response.content.decode())[1]
