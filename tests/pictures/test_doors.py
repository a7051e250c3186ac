"""Who may see a picture."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import picture_views, workflow
from articles.models import Picture
from articles.models.clock import database_now
from articles.pictures import accept, pixels, renditions
from tests import factories as make

from . import files

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pictures.urls")]


@pytest.fixture
def photographed():
    return accept(files.upload(files.photo(1000, 600)), by=make.make_user("photographer"), alt="ميناء")


def at(picture, name="w400.webp"):
    return f"/pictures/{picture.address}/{name}"


def answer_to_strangers(response):
    return response.status_code, response.content, sorted(response.items())


class TestReaders:
    def test_get_a_picture_while_a_live_story_shows_it(self, client, photographed):
        make.publish(lead_picture=photographed)
        response = client.get(at(photographed))
        assert response.status_code == 200
        assert response.content == renditions.path_of(photographed.address, "w400", "webp").read_bytes()
        assert response["Content-Type"] == "image/webp"

    def test_get_a_picture_that_stands_in_the_text(self, client, photographed):
        body = f'<p>نص.</p><figure class="image"><img src="{photographed.desk_url}" alt="ميناء"></figure>'
        make.publish(body=body)
        assert client.get(at(photographed)).status_code == 200

    @pytest.mark.parametrize("name", ["w800.avif", "w800.jpg", "c400.webp", "s200.avif", "share.jpg"])
    def test_get_every_rendition(self, client, photographed, name):
        make.publish(lead_picture=photographed)
        response = client.get(at(photographed, name))
        types = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
        assert (response.status_code, response["Content-Type"]) == (200, types[name[-4:].strip(".")])

    @pytest.mark.parametrize("step", ["nothing", "draft", "submitted", "approved", "scheduled"])
    def test_get_nothing_before_the_story_is_live(self, client, photographed, step):
        if step != "nothing":
            story = make.make_article(lead_picture=photographed)
            {"submitted": make.submit, "approved": make.approve, "scheduled": make.schedule}.get(step, str)(
                story
            )
        unknown = client.get("/pictures/23456789bcdf-50x50/w400.webp")
        assert unknown.status_code == 404
        assert answer_to_strangers(client.get(at(photographed))) == answer_to_strangers(unknown)

    @pytest.mark.parametrize("kind", ["error", "merged"])
    def test_lose_the_picture_of_a_withdrawn_story_at_once(self, client, photographed, kind):
        story = make.publish(lead_picture=photographed)
        assert client.get(at(photographed)).status_code == 200
        details = {"merged_into": make.publish().public_id} if kind == "merged" else {}
        make.withdraw(story, kind=kind, **details)
        unknown = client.get("/pictures/23456789bcdf-50x50/w400.webp")
        assert answer_to_strangers(client.get(at(photographed))) == answer_to_strangers(unknown)

    def test_keep_the_picture_of_a_story_withdrawn_with_a_notice(self, client, photographed):
        make.withdraw(make.publish(lead_picture=photographed), kind="noticed")
        assert client.get(at(photographed)).status_code == 200

    def test_lose_a_picture_that_an_update_took_out(self, client, photographed):
        story = make.publish(lead_picture=photographed)
        make.approve(make.edit(story, by=story.owner, lead_picture=None))
        assert client.get(at(photographed)).status_code == 200
        workflow.perform(story, "update", by=make.make_user("editor"))
        assert client.get(at(photographed)).status_code == 404

    def test_keep_the_crop_of_the_publication_when_the_focal_point_moves(self, client, photographed):
        make.publish(lead_picture=photographed)
        before = at(photographed)
        Picture.objects.filter(pk=photographed.pk).update(focal_x=0.1)
        photographed.refresh_from_db()
        assert client.get(before).status_code == 200
        assert client.get(at(photographed)).status_code == 404

    def test_see_a_portrait_while_its_author_has_a_live_story(self, client, photographed):
        author = make.make_author(portrait=photographed)
        assert client.get(at(photographed)).status_code == 404
        story = make.publish(authors=[author])
        assert client.get(at(photographed)).status_code == 200
        assert client.get(f"/pictures/{photographed.key}-1x1/w400.webp").status_code == 404
        make.withdraw(story)
        assert client.get(at(photographed)).status_code == 404

    @pytest.mark.parametrize("is_public, status", [(True, 200), (False, 404)])
    def test_see_the_picture_of_an_event_that_is_public(self, client, photographed, is_public, status):
        make.make_event(picture=photographed, is_public=is_public)
        assert client.get(at(photographed)).status_code == status
        assert client.get(f"/pictures/{photographed.key}-1x1/w400.webp").status_code == 404

    def test_never_see_an_original_or_its_metadata(self, client, media):
        content = files.full_of_metadata("JPEG")
        picture = accept(files.upload(content), by=make.make_user("photographer"), alt="ميناء")
        make.publish(lead_picture=picture)
        assert files.CANARY not in client.get(at(picture, "w800.jpg")).content
        for path in (picture.original.name, picture.sha256 + ".jpg", "originals/" + picture.sha256):
            assert client.get("/pictures/" + path).status_code == 404
            assert client.get("/media/" + path).status_code == 404

    @pytest.mark.parametrize(
        "name",
        [
            "w401.webp",
            "w400.png",
            "w400",
            "w400.",
            ".webp",
            "share.avif",
            "w400.webp.jpg",
            "W400.webp",
            "w400.webp%00",
        ],
    )
    def test_get_nothing_beside_the_ladder_and_cost_nothing(self, client, photographed, monkeypatch, name):
        make.publish(lead_picture=photographed)
        monkeypatch.setattr(pixels, "read", lambda *_: pytest.fail("decoded"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(at(photographed, name)).status_code == 404
        assert len(asked) == 0

    def test_get_no_rung_wider_than_the_picture_and_cost_no_decoding(
        self, client, photographed, monkeypatch, caplog
    ):
        make.publish(lead_picture=photographed)
        monkeypatch.setattr(pixels, "read", lambda *_: pytest.fail("decoded"))
        assert client.get(at(photographed, "w1600.webp")).status_code == 404
        assert [record for record in caplog.records if record.name == picture_views.__name__] == []

    @pytest.mark.parametrize(
        "address", ["x", "..", "23456789bcdf", "a" * 1900, "٢" * 12 + "-50x50", "%00", "%ff"]
    )
    def test_get_nothing_at_what_is_no_address(self, client, address):
        assert client.get(f"/pictures/{address}/w400.webp").status_code == 404

    def test_cannot_post(self, client, photographed):
        assert client.post(at(photographed)).status_code == 405

    def test_cost_one_query_each(self, client, photographed, django_assert_num_queries):
        for _ in range(3):
            make.publish(lead_picture=photographed)
        make.make_event(picture=photographed)
        with django_assert_num_queries(1):
            client.get(at(photographed))
        with django_assert_num_queries(1):
            client.get("/pictures/23456789bcdf-50x50/w400.webp")


class TestHeaders:
    @pytest.fixture
    def public(self, photographed):
        make.publish(lead_picture=photographed)
        return photographed

    def test_let_caches_keep_a_picture_for_a_day_and_no_longer(self, client, public):
        response = client.get(at(public))
        assert response["Cache-Control"] == "public, max-age=86400"
        assert not response.has_header("Vary")

    def test_let_a_browser_do_nothing_but_show_it(self, client, public):
        response = client.get(at(public))
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["Content-Disposition"] == "inline"

    def test_never_set_a_cookie(self, client, public):
        client.cookies["session"] = "somebody"
        assert not client.get(at(public)).cookies
        assert not client.get("/pictures/23456789bcdf-50x50/w400.webp").cookies

    def test_answer_a_second_visit_with_nothing_new(self, client, public, monkeypatch):
        first = client.get(at(public))
        monkeypatch.setattr(renditions, "render", lambda *_: pytest.fail("read"))
        again = client.get(at(public), headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "public, max-age=86400")

    def test_name_every_rendition_differently(self, client, public):
        tags = {client.get(at(public, name))["ETag"] for name in ("w400.webp", "w400.jpg", "w800.jpg")}
        assert len(tags) == 3

    def test_tell_nobody_that_a_picture_was_once_there(self, client, photographed):
        story = make.publish(lead_picture=photographed)
        tag = client.get(at(photographed))["ETag"]
        make.withdraw(story)
        assert client.get(at(photographed), headers={"if-none-match": tag}).status_code == 404

    def test_keep_no_refusal_in_any_cache(self, client):
        assert client.get("/pictures/23456789bcdf-50x50/w400.webp")["Cache-Control"] == "private, no-store"

    def test_a_head_request_has_the_headers_and_no_bytes(self, client, public):
        response = client.head(at(public))
        size = renditions.path_of(public.address, "w400", "webp").stat().st_size
        assert (response.status_code, response.content, response["Content-Length"]) == (200, b"", str(size))

    def test_leave_the_bytes_to_the_proxy_where_there_is_one(self, client, public, settings):
        settings.USE_X_ACCEL = "/protected-media/"
        response = client.get(at(public))
        assert response.content == b""
        assert (
            response["X-Accel-Redirect"] == f"/protected-media/pictures/renditions/{public.address}/w400.webp"
        )
        assert response["Content-Type"] == "image/webp"
        assert renditions.path_of(public.address, "w400", "webp").exists()


class TestWhatIsMissing:
    @pytest.mark.parametrize("content", [None, b"rust"])
    def test_on_disk_is_a_plain_absence_for_readers_and_an_alarm_for_operators(
        self, client, photographed, caplog, content
    ):
        make.publish(lead_picture=photographed)
        original = Path(photographed.original.path)
        original.unlink() if content is None else original.write_bytes(content)
        with caplog.at_level(logging.ERROR):
            response = client.get(at(photographed))
        unknown = client.get("/pictures/23456789bcdf-50x50/w400.webp")
        assert answer_to_strangers(response) == answer_to_strangers(unknown)
        assert photographed.address in caplog.text

    def test_in_time_may_be_asked_for_again(self, client, photographed, monkeypatch):
        make.publish(lead_picture=photographed)

        def busy(*_):
            raise picture_views.pictures.Busy

        monkeypatch.setattr(picture_views.pictures, "render", busy)
        response = client.get(at(photographed))
        assert (response.status_code, response["Retry-After"]) == (503, "5")
        assert response["Cache-Control"] == "private, no-store"


class TestThePast:
    def ask(self, picture, as_of):
        request = RequestFactory().get(at(picture))
        request.as_of = as_of
        return picture_views.picture(request, picture.address, "w400.webp")

    def test_shows_the_pictures_of_its_day_to_those_who_may_look_back(self, photographed):
        story = make.publish(lead_picture=photographed)
        then = database_now()
        make.withdraw(story)
        response = self.ask(photographed, then)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert self.ask(photographed, then - timedelta(days=1)).status_code == 404
        assert self.ask(photographed, timezone.now() + timedelta(minutes=1)).status_code == 404


class TestTheDesk:
    def test_sees_a_picture_that_is_not_public(self, client, photographed):
        client.force_login(make.make_user("journalist"))
        response = client.get(photographed.desk_url)
        assert response.status_code == 200
        assert response["Content-Type"] == "image/jpeg"
        assert response.content == renditions.path_of(photographed.address, "w800", "jpg").read_bytes()
        assert response["Cache-Control"] == "private, max-age=300"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "Cookie" in response["Vary"]

    def test_sees_a_small_one_in_lists(self, client, photographed):
        client.force_login(make.make_user("journalist"))
        content = client.get(photographed.desk_url + "?small").content
        assert content == renditions.path_of(photographed.address, "w400", "jpg").read_bytes()

    def test_sees_no_metadata_either(self, client):
        picture = accept(files.upload(files.full_of_metadata("JPEG")), by=make.make_user("photographer"))
        client.force_login(make.make_user("journalist"))
        assert files.CANARY not in client.get(picture.desk_url).content

    def test_sees_what_a_preview_points_to(self, client, photographed):
        client.force_login(make.make_user("journalist"))
        response = client.get(f"/admin/pictures/{photographed.address}/c400.avif")
        assert (response.status_code, response["Content-Type"]) == (200, "image/avif")
        assert response["Cache-Control"] == "private, max-age=300"

    def test_cannot_fill_the_disk_with_focal_points(self, client, photographed, media):
        client.force_login(make.make_user("journalist"))
        for x in range(5):
            assert client.get(f"/admin/pictures/{photographed.key}-{x}x1/c400.webp").status_code == 200
        assert [path.name for path in (media / "pictures" / "renditions").iterdir()] == [photographed.address]

    @pytest.mark.parametrize("path", ["/admin/pictures/{0.key}.jpg", "/admin/pictures/{0.address}/w400.jpg"])
    def test_is_closed_to_strangers_and_to_people_without_the_right(self, client, photographed, path):
        url = path.format(photographed)
        asked = client.get(url)
        assert (asked.status_code, asked["Location"].split("?")[0]) == (302, "/accounts/login/")
        client.force_login(make.make_user(None, is_staff=True))
        assert client.get(url).status_code == 403

    @pytest.mark.parametrize(
        "path",
        [
            "23456789bcdf.jpg",
            "x.jpg",
            "23456789bcdf-50x50/w400.jpg",
            "x/w400.jpg",
            "23456789bcdf-50x50/w9.jpg",
        ],
    )
    def test_gets_an_absence_for_what_is_not_there(self, client, path):
        client.force_login(make.make_user("journalist"))
        assert client.get("/admin/pictures/" + path).status_code == 404
