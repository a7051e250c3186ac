"""A story and its translations at the desk, as promises to the people who write."""

import threading

import pytest
from django.db import transaction
from django.test import Client

from articles import translations, workflow
from articles.models import Article, DeskState, Transition
from articles.reasons import Refused
from tests import factories as make
from tests.desk.stories import ADD, address, opened, saved, signed_in, texts, writer_signed_in
from tests.races import at_the_same_moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    return writer_signed_in(client)


@pytest.fixture
def report(writer):
    """An Arabic story with everything that a translator takes over."""
    session = make.make_session()
    return make.make_article(
        writer, headline="افتتاح الميناء", kicker="صحار", kind="report", tags=["الموانئ", "صحار"],
        event=session.event, session=session, lead_picture=make.make_picture(alt="رافعة", caption="الرصيف الجديد"),
        related=[make.make_article(writer)], section=make.make_section(),
    )  # fmt: skip


def translation_of(original, by, **fields):
    words = {"language": "en", "direction": "ltr", "headline": "Port opens", "translation_of": original}
    return make.make_article(by, **words | fields)


def translated(client, original, **changes):
    """Open the form of a translation of `original` as its button does, and save it."""
    begun = f"{ADD}?translates={original.pk}"
    return client.post(begun, opened(client, begun) | changes)


def faults(page):
    return {name: list(errors) for name, errors in page.context["form"].errors.items()}


class TestTranslating:
    def test_begins_with_the_words_to_be_written_over_and_everything_that_stays(self, client, writer, report):
        assert translated(client, report, headline="Sohar port opens").status_code == 302
        new = Article.objects.latest("pk")
        assert (new.translation_of, new.language, new.direction) == (report, "en", "ltr")
        assert (new.headline, new.kicker, new.body) == ("Sohar port opens", report.kicker, report.body)
        kept = ("kind", "section", "place", "source", "event", "session", "lead_picture")
        assert [getattr(new, name) for name in kept] == [getattr(report, name) for name in kept]
        assert {tag.name for tag in new.tags.all()} == {"الموانئ", "صحار"}
        assert [link.to_id for link in new.related_links.all()] == [link.to_id for link in report.related_links.all()]
        assert (new.lead_alt, new.lead_caption) == ("رافعة", "الرصيف الجديد")

    def test_makes_a_draft_of_the_translators_own_with_their_own_name_over_it(self, client, writer):
        theirs = make.make_article()
        theirs.shared_with.add(writer)
        translated(client, theirs)
        new = Article.objects.latest("pk")
        assert (new.owner, new.desk_state, new.shared_with.count()) == (writer, DeskState.DRAFT, 0)
        assert [(line.author, line.role) for line in new.bylines.all()] == [(writer.author, "translation")]
        assert new.revisions.get().content["translation_of"] == theirs.pk

    def test_of_a_story_under_embargo_is_under_it_too(self, client, writer, report):
        saved(client, report, embargo_until="2027-03-01T08:30")
        report.refresh_from_db()
        translated(client, report)
        assert Article.objects.latest("pk").embargo_until == report.embargo_until

    def test_is_for_whoever_may_see_the_story_and_nobody_else(self, client, writer):
        hidden, offered = make.make_article(), make.make_article()
        editor = make.make_user("editor")
        workflow.perform(offered, "offer", by=editor)
        begun = f"{ADD}?translates="
        assert [client.get(f"{begun}{key}").status_code for key in (hidden.pk, 999999, "x", "9" * 30)] == [404] * 4
        assert client.get(f"{begun}{offered.pk}").status_code == 200
        signed_in(client, make.make_user("photographer"))
        assert client.get(f"{begun}{offered.pk}").status_code == 403

    def test_is_offered_beside_a_story_until_it_is_done(self, client, writer, report):
        begun = f"{ADD}?translates={report.pk}"
        assert begun in client.get(address(report)).content.decode()
        new = translation_of(report, writer)
        page = client.get(address(report)).content.decode()
        assert begun not in page
        assert f'href="{address(new)}"' in page
        page = client.get(address(new)).content.decode()
        assert "?translates=" not in page
        assert f'href="{address(report)}"' in page

    def test_names_no_story_that_is_not_open_to_the_person(self, client, writer, report):
        new = translation_of(report, make.make_user("journalist"), headline="Their secret words")
        page = client.get(address(report))
        assert "Their secret words" not in texts(page)
        assert address(new) not in page.content.decode()
        assert "?translates=" not in page.content.decode()

    def test_saves_what_is_typed_before_it_leads_on(self, client, report):
        answer = saved(client, report, headline="عنوان آخر", _next="translate")
        assert (answer.status_code, answer.url) == (302, f"{ADD}?translates={report.pk}")


class TestRefusals:
    """Each stands beside its field, and everything typed is kept."""

    @pytest.fixture
    def english(self, writer):
        return make.make_article(writer, language="en", direction="ltr")

    def refused(self, client, story, field, words, **changes):
        before = Article.objects.values().get(pk=story.pk)
        page = saved(client, story, headline="كتبته للتو", **changes)
        assert page.status_code == 200
        assert list(faults(page)) == [field]
        assert words in faults(page)[field][0]
        assert "كتبته للتو" in page.content.decode()
        assert Article.objects.values().get(pk=story.pk) == before

    def test_a_story_is_no_translation_of_itself(self, client, english):
        self.refused(client, english, "translation_of", "عن نفسها", translation_of=english.pk)

    def test_nor_of_a_story_in_its_own_language(self, client, report, english):
        other = make.make_article(report.owner)
        self.refused(client, report, "translation_of", "بلغة واحدة", translation_of=other.pk)
        self.refused(client, english, "translation_of", "بلغة واحدة", translation_of=report.pk, language="ar")

    def test_nor_of_a_translation(self, client, report):
        of_another = translation_of(make.make_article(), report.owner)
        self.refused(client, report, "translation_of", "نفسها ترجمة", translation_of=of_another.pk)

    def test_nor_of_one_that_became_a_translation_a_moment_ago(self, writer, report):
        original = make.make_article(writer, language="en", direction="ltr")
        make.edit(Article.objects.get(pk=original.pk), by=writer, translation_of=report)
        with transaction.atomic():
            translations.hold(original)
        [(field, _words)] = translations.objections(Article(), original, "ar")
        assert (field, original.translation_of_id) == ("translation_of", report.pk)

    def test_a_story_with_translations_is_none_itself(self, client, report, english):
        translation_of(report, report.owner)
        self.refused(client, report, "translation_of", "لهذه المادة ترجمات", translation_of=english.pk)

    def test_there_is_one_translation_into_a_language(self, client, report, english):
        translation_of(report, report.owner)
        self.refused(client, english, "translation_of", "ترجمة إلى هذه اللغة", translation_of=report.pk)

    def test_an_original_does_not_take_the_language_of_its_translation(self, client, report):
        translation_of(report, report.owner)
        self.refused(client, report, "language", "ترجمة إلى هذه اللغة", language="en")

    def test_what_is_not_open_does_not_exist(self, client, english):
        hidden = make.make_article()
        for key in (hidden.pk, 999999, "x", "-1", "9" * 30, "\x00"):
            self.refused(client, english, "translation_of", "ليست متاحة لك", translation_of=key)

    def test_what_it_points_to_already_stays_though_it_is_not_open(self, client, writer):
        new = translation_of(make.make_article(headline="أصل الحكاية"), writer)
        assert saved(client, new, headline="Another headline").status_code == 302
        new.refresh_from_db()
        assert (new.headline, str(new.translation_of)) == ("Another headline", "أصل الحكاية")


class TestASpikedTranslation:
    def test_holds_no_place(self, client, writer, report):
        spiked = translation_of(report, writer)
        workflow.perform(spiked, "spike", by=make.make_user("editor"))
        assert f"{ADD}?translates={report.pk}" in client.get(address(report)).content.decode()
        assert translated(client, report).status_code == 302

    def test_does_not_come_back_where_another_has_taken_its_place(self, writer, report):
        editor, spiked = make.make_user("editor"), translation_of(report, writer)
        workflow.perform(spiked, "spike", by=editor)
        other = translation_of(report, writer)
        with pytest.raises(Refused) as refused:
            workflow.perform(spiked, "restore", by=editor)
        assert [reason.code for reason in refused.value.reasons] == ["place_taken"]
        make.edit(other, by=writer, translation_of=None)
        workflow.perform(spiked, "restore", by=editor)
        assert spiked.desk_state == DeskState.DRAFT


class TestAChange:
    def test_of_the_original_is_a_change_that_voids_an_approval(self, client, writer, report):
        english = make.make_article(writer, language="en", direction="ltr")
        make.approve(english)
        saved(client, english, translation_of=report.pk)
        english.refresh_from_db()
        assert (english.desk_state, english.revisions.count()) == (DeskState.DRAFT, 2)

    def test_is_shown_where_two_saved_copies_are_compared(self, client, writer, report):
        english = make.make_article(writer, language="en", direction="ltr")
        saved(client, english, translation_of=report.pk)
        page = client.get(f"/admin/articles/article/{english.pk}/compare/?from=1&to=2")
        assert [(str(label), str(markup)) for label, markup in page.context["changes"]] == [
            ("ترجمة عن", "<ins>افتتاح الميناء</ins>")
        ]

    def test_is_among_the_exact_words_that_are_approved(self, client, writer, report):
        english = make.make_article(writer, language="en", direction="ltr", translation_of=report)
        workflow.perform(english, "spike", by=make.make_user("editor"))
        assert "ترجمة عن افتتاح الميناء" in " ".join(texts(client.get(address(english))).split())

    def test_comes_back_with_a_saved_copy(self, client, writer, report):
        new = translation_of(report, writer)
        make.edit(new, by=writer, translation_of=None)
        client.post(f"/admin/articles/article/{new.pk}/revisions/1/restore/", {"version": new.version})
        new.refresh_from_db()
        assert new.translation_of == report

    def test_is_brought_together_with_what_somebody_else_changed(self, client, writer, report):
        english = make.make_article(writer, language="en", direction="ltr")
        typed = opened(client, address(english)) | {"headline": "My headline"}
        make.edit(english, by=make.make_user("editor"), translation_of=report)
        assert client.post(address(english), typed).status_code == 302
        english.refresh_from_db()
        assert (english.headline, english.translation_of) == ("My headline", report)

    def test_that_two_people_made_differently_is_asked(self, client, writer, report):
        english, other = make.make_article(writer, language="en", direction="ltr"), make.make_article(writer)
        typed = opened(client, address(english)) | {"translation_of": other.pk}
        make.edit(english, by=make.make_user("editor"), translation_of=report)
        page = client.post(address(english), typed)
        [part] = page.context["parts"]
        assert (part.name, part.mine, part.theirs) == ("translation_of", other.headline, "افتتاح الميناء")


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_who_make_each_others_story_a_translation_are_told_what_the_other_did(self, client, writer):
        stories = make.make_article(writer), make.make_article(writer, language="en", direction="ltr")
        people = [signed_in(Client(), make.make_user("editor")) for _ in stories]
        sent = [
            opened(person, address(story)) | {"translation_of": other.pk}
            for person, story, other in zip(people, stories, stories[::-1], strict=True)
        ]
        pages = at_the_same_moment(2, lambda number: people[number].post(address(stories[number]), sent[number]))
        assert sorted(getattr(page, "status_code", page) for page in pages) == [200, 302]
        [refused] = [page for page in pages if page.status_code == 200]
        assert list(faults(refused)) == ["translation_of"]
        assert Article.objects.exclude(translation_of=None).count() == 1

    def test_a_story_that_comes_back_and_another_in_its_place_are_never_both(self, writer, report, monkeypatch):
        editor, other = make.make_user("editor"), make.make_article(writer, language="en", direction="ltr")
        spiked = translation_of(report, writer)
        workflow.perform(spiked, "spike", by=editor)
        person = signed_in(Client(), writer)
        sent = opened(person, address(other)) | {"translation_of": report.pk}

        saved_meanwhile, refusals = threading.Event(), workflow.refusals

        def slow_refusals(*args):
            """Between the look and the step there is room for the other's save, if anything lets it in."""
            found = refusals(*args)
            saved_meanwhile.wait(0.3)
            return found

        def work(number):
            if number:
                answer = person.post(address(other), sent)
                saved_meanwhile.set()
                return answer.status_code == 302
            return workflow.perform(spiked, "restore", by=editor)

        monkeypatch.setattr(workflow, "refusals", slow_refusals)
        restored, taken = at_the_same_moment(2, work)
        assert (taken, type(restored)) in [(True, Refused), (False, Transition)]
        assert translations.of(report).count() == 1
