"""Originals in a bucket that several machines share."""

import hashlib

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles import backups, jobs, pictures
from articles.models import Event, Job, Picture
from articles.pictures import PictureRefused, accept, ladder
from newsroom.buckets import storage_of
from tests import factories as make
from tests.buckets import bucket as running_bucket
from tests.desk.stories import filled_in

from . import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def bucket(settings):
    with running_bucket() as bucket:
        settings.STORAGES = settings.STORAGES | {"default": storage_of(bucket.url)}
        yield bucket


@pytest.fixture
def photo():
    return files.photo()


@pytest.fixture
def picture(bucket, photo):
    return accept(files.upload(photo), by=make.make_user("photographer"))


@pytest.fixture
def paper(bucket):
    paper = make.make_event().documents.create(
        title="البيان الختامي", file=ContentFile(b"words", "statement.txt")
    )
    return reverse("document", args=[paper.event.slug, paper.pk])


def rendered(picture):
    return pictures.render(picture, picture.address, "w400", "jpg")


class TestAnOriginal:
    def test_is_kept_in_the_bucket_alone(self, picture, bucket, photo, media):
        digest = hashlib.sha256(photo).hexdigest()
        assert bucket.files == {f"pictures/originals/{digest[:2]}/{digest}.jpg": photo}
        assert [path for path in media.rglob("*") if path.is_file() and "originals" in path.parts] == []

    def test_is_what_every_machine_makes_its_renditions_of(self, picture, media, settings, tmp_path):
        first = rendered(picture)
        assert media in first.parents
        settings.MEDIA_ROOT = str(tmp_path / "another machine")
        assert rendered(picture) != first
        assert rendered(picture).read_bytes() == first.read_bytes()

    def test_goes_with_its_picture(self, picture, bucket, django_capture_on_commit_callbacks):
        address = rendered(picture)
        pictures.forget(Picture(key=picture.key, sha256="another", original=picture.original))
        assert (bucket.files, address.exists()) == ({}, False)

    def test_that_is_lost_is_no_rendition(self, picture, bucket):
        bucket.files.clear()
        with pytest.raises(pictures.NoRendition):
            rendered(picture)


class TestABucketThatDoesNotAnswer:
    def test_refuses_a_picture_and_says_why(self, bucket, photo):
        bucket.is_refusing = True
        with pytest.raises(PictureRefused) as refusal:
            accept(files.upload(photo), by=make.make_user("photographer"))
        assert refusal.value.code == "away"
        assert not Picture.objects.exists()

    def test_is_no_reason_to_call_a_picture_lost(self, picture, bucket, client):
        make.publish(make.make_article(lead_picture=picture, lead_alt="ميناء"))
        bucket.is_refusing = True
        with pytest.raises(pictures.Away):
            rendered(picture)
        response = client.get(f"/pictures/{picture.address}/w400.jpg")
        assert (response.status_code, response["Retry-After"]) == (503, "5")
        bucket.is_refusing = False
        assert client.get(f"/pictures/{picture.address}/w400.jpg").status_code == 200

    def test_leaves_the_making_of_renditions_to_be_tried_again(self, picture, bucket):
        pictures.render_soon(picture)
        bucket.is_refusing = True
        jobs.run_next("worker")
        waiting = Job.objects.get(kind="renditions")
        assert (waiting.done_at, waiting.failed_at) == (None, None)

    def test_is_told_beside_the_field_of_a_paper_and_nothing_typed_is_lost(self, bucket, client):
        event = make.make_event()
        client.force_login(make.make_user("chief"))
        address = f"/admin/articles/event/{event.pk}/change/"
        sent = filled_in(client, address) | {
            "title": "عنوان جديد", "documents-TOTAL_FORMS": "1", "documents-0-order": "0",
            "documents-0-title": "البيان", "documents-0-file": files.upload(b"words", "statement.txt"),
        }  # fmt: skip
        bucket.is_refusing = True
        page = client.post(address, sent).content.decode()
        assert "مكان حفظ الملفات لا يستجيب الآن" in page
        assert 'value="عنوان جديد"' in page
        bucket.is_refusing = False
        sent["documents-0-file"] = files.upload(b"words", "statement.txt")
        assert client.post(address, sent).status_code == 302
        assert Event.objects.get().title == "عنوان جديد"
        assert list(bucket.files.values()) == [b"words"]

    def test_does_not_make_a_paper_disappear(self, paper, bucket, client):
        bucket.is_refusing = True
        assert client.get(paper).status_code == 503
        bucket.is_refusing = False
        response = client.get(paper)
        assert b"".join(response.streaming_content) == b"words"
        bucket.files.clear()
        assert client.get(paper).status_code == 404


@pytest.mark.django_db(transaction=True)
class TestABackup:
    @pytest.fixture(autouse=True)
    def of_the_files_alone(self, monkeypatch):
        """The database's part is drilled elsewhere."""

        def copied(folder):
            (folder / "database").write_bytes(b"rows")
            return folder / "database"

        monkeypatch.setattr(backups, "_copy_database", copied)
        monkeypatch.setattr(backups, "_restore_database", lambda source: None)

    def test_holds_what_is_in_the_bucket_and_puts_it_back(self, picture, paper, bucket, tmp_path):
        before = dict(bucket.files)
        call_command("backup", tmp_path, verbosity=0)
        bucket.files.clear()
        assert backups.missing_files() == [picture.original.name]
        (backup,) = backups.existing(tmp_path)
        assert backups.faults(backup) == []
        backups.restore(backup, replace=True)
        assert bucket.files == before
        assert len(before) == 2

    def test_fetches_nothing_twice(self, picture, paper, bucket, tmp_path):
        backups.make(tmp_path)
        kept = dict(bucket.files)
        bucket.files.clear()
        second = backups.make(tmp_path)
        assert backups.faults(second) == []
        assert sorted(second.manifest["media"]) == sorted(kept)

    def test_says_when_the_bucket_does_not_answer(self, picture, bucket, tmp_path):
        bucket.is_refusing = True
        with pytest.raises(CommandError, match=picture.original.name):
            call_command("backup", tmp_path, verbosity=0)
        assert backups.existing(tmp_path) == []


class TestTheSetting:
    def test_names_the_folder_when_it_is_empty(self):
        assert storage_of("") == {"BACKEND": "django.core.files.storage.FileSystemStorage"}

    def test_carries_keys_with_any_letter_the_place_and_its_region(self):
        options = storage_of("s3://k%2F1:s%40:x@s3.example.com:9000/paper?region=me-south-1")["OPTIONS"]
        names = ("access_key", "secret_key", "bucket_name", "endpoint_url", "region_name")
        assert [options[name] for name in names] == [
            "k/1", "s@:x", "paper", "https://s3.example.com:9000", "me-south-1",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "url", ["s3://host/bucket", "https://k:s@host/bucket", "s3://k:s@host", "s3://k:s@host/a/b", "s3://k:s@/bucket"]
    )
    def test_that_is_not_whole_stops_the_process(self, url):
        with pytest.raises(ImproperlyConfigured, match="BUCKET_URL should look like s3://"):
            storage_of(url)


def test_the_ladder_stays_where_it_was(picture, media):
    pictures.render_all(picture)
    names = {path.name for path in (media / "pictures" / "renditions").rglob("*.*") if path.suffix != ".lock"}
    assert len(names) == sum(
        len(ladder.LADDER[rung].extensions) for rung in ladder.rungs(picture.width, picture.height)
    )
