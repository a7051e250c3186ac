"""A picture that may not be published keeps a story from readers, and a correction never."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Picture
from articles.reasons import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db

BARRED = [({"usable_until": -1}, "picture_expired"), ({"restriction": "طلبت الأسرة"}, "picture_restricted")]


def day(days):
    return timezone.localdate() + timedelta(days=days)


def bar(picture, usable_until=None, restriction=""):
    until = None if usable_until is None else day(usable_until)
    Picture.objects.filter(pk=picture.pk).update(usable_until=until, restriction=restriction)


def shown(place, picture):
    figure = f'<figure class="image"><img src="{picture.desk_url}" alt="ميناء"></figure>'
    return {"lead_picture": picture} if place == "lead" else {"body": f"<p>افتتحت البلدية الحديقة.</p>{figure}"}


def refused(article, action, by, **details):
    with pytest.raises(Refused) as refusal:
        workflow.perform(article, action, by=by, **details)
    return [reason.code for reason in refusal.value.reasons]


def reload(article):
    return type(article).objects.get(pk=article.pk)


@pytest.mark.parametrize("barred, code", BARRED)
@pytest.mark.parametrize("place", ["lead", "body"])
def test_it_is_neither_approved_nor_approved_alone(place, barred, code):
    picture = make.make_picture()
    story = make.submit(make.make_article(**shown(place, picture)))
    bar(picture, **barred)

    assert refused(reload(story), "approve", make.make_user("editor")) == [code]
    assert refused(reload(story), "override", make.make_user("chief"), note="عاجل") == [code]
    bar(picture)
    workflow.perform(reload(story), "approve", by=make.make_user("editor"))


@pytest.mark.parametrize("barred, code", BARRED)
def test_what_was_approved_before_is_not_published_now(barred, code):
    picture, editor = make.make_picture(), make.make_user("editor")
    story = make.approve(make.make_article(lead_picture=picture))
    bar(picture, **barred)

    assert refused(reload(story), "publish", editor) == [code]
    assert refused(reload(story), "schedule", editor, at=timezone.now() + timedelta(hours=1)) == [code]
    bar(picture)
    workflow.perform(reload(story), "publish", by=editor)


def test_a_schedule_is_asked_about_its_own_day():
    picture, editor = make.make_picture(usable_until=day(2)), make.make_user("editor")
    story = make.approve(make.make_article(lead_picture=picture))

    assert refused(story, "schedule", editor, at=timezone.now() + timedelta(days=4)) == ["picture_expired"]
    workflow.perform(reload(story), "schedule", by=editor, at=timezone.now() + timedelta(days=1))


@pytest.mark.parametrize("barred, code", BARRED)
def test_a_correction_goes_out_with_the_picture_that_readers_have_already(barred, code):
    picture, editor = make.make_picture(), make.make_user("editor")
    story = make.publish(lead_picture=picture, by=editor)
    bar(picture, **barred)
    make.submit(make.edit(reload(story), by=story.owner, headline="عنوان مصحح"))

    assert code in [reason.code for reason in workflow.warnings(reload(story), "approve", editor)]
    workflow.perform(reload(story), "approve", by=editor)
    workflow.perform(reload(story), "correct", by=editor, correction="صُحح العنوان.")
    assert reload(story).publications.live().get().headline == "عنوان مصحح"


def test_a_picture_whose_rights_end_within_a_week_is_a_warning():
    story = make.submit(make.make_article(lead_picture=make.make_picture(usable_until=day(7))))
    editor = make.make_user("editor")

    assert "picture_soon" in [reason.code for reason in workflow.warnings(story, "approve", editor)]
    workflow.perform(story, "approve", by=editor)


def test_a_writer_is_told_when_submitting():
    picture = make.make_picture(restriction="طلبت الأسرة", caption="صورة الأسرة")
    story = make.make_article(lead_picture=picture)

    told = {reason.code: str(reason.message) for reason in workflow.warnings(story, "submit", story.owner)}

    assert told["picture_restricted"] == "الصورة «صورة الأسرة» لا تُنشر: طلبت الأسرة"


def test_each_picture_of_a_story_is_told_of_by_its_own_rights():
    ended, ending = make.make_picture(caption="ميناء"), make.make_picture(caption="سوق")
    editor = make.make_user("editor")
    story = make.publish(**shown("body", ended), lead_picture=ending, by=editor)
    bar(ended, usable_until=-1)
    bar(ending, usable_until=2)
    make.submit(make.edit(reload(story), by=story.owner, headline="عنوان مصحح"))

    warnings = workflow.warnings(reload(story), "approve", editor)
    told = {reason.field: reason.code for reason in warnings if reason.code.startswith("picture_")}

    assert told == {"body": "picture_expired", "lead_picture": "picture_soon"}
