"""Where originals and documents lie: `BUCKET_URL`, which S3 and its like understand, or the folder MEDIA_ROOT."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "s3://KEY:SECRET@s3.example.com/bucket?region=me-south-1"
SCHEMES = {"s3": "https", "s3+http": "http"}


def storage_of(url):
    """Return the entry of STORAGES for `url`; "" is the folder. Raises ImproperlyConfigured."""
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    is_whole = all((parts.scheme in SCHEMES, parts.username, parts.password, parts.hostname, bucket))
    if not is_whole or "/" in bucket:
        raise ImproperlyConfigured(f"BUCKET_URL should look like {EXAMPLE}")
    from botocore.config import Config

    host = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "bucket_name": bucket,
            "endpoint_url": f"{SCHEMES[parts.scheme]}://{host}",
            "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
            # Names are made from the content, or of chance: one name is one file.
            "file_overwrite": True,
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                # Somebody waits for the answer.
                connect_timeout=3,
                read_timeout=20,
                retries={"total_max_attempts": 2},
                # What is not Amazon's may not know the checksums that are not needed.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        },
    }
