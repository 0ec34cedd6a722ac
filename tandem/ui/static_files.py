from whitenoise.storage import CompressedManifestStaticFilesStorage


class Collected(CompressedManifestStaticFilesStorage):
    """Every file under a name that holds its digest, also where one script imports another."""

    support_js_module_import_aggregation = True
