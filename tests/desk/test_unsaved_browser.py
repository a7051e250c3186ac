"""Nothing typed is lost: the browser dies, the session ends, the network drops, the server restarts."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import expect

from articles.models import Article, WorkingCopy
from tests import browser as browsers
from tests import factories as make
from tests.databases import subprocess_environment
from tests.desk.editor import WRITING, open_form, type_at_the_end
from tests.desk.photographs import a_photograph
from tests.desk.stories import ADD, address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

SENTENCE = "شارك وفد من بلدية مسقط في المؤتمر، وألقى كلمة السلطنة."
ALARM = ".safety-alarm:visible"
UNTIL_WRITTEN_DOWN = """words => new Promise((done) => {
    const opening = indexedDB.open("newsroom-writing", 1);
    const look = () => {
        const all = opening.result.transaction("pages").objectStore("pages").getAll();
        all.onsuccess = () => JSON.stringify(all.result).includes(words) ? done() : setTimeout(look);
    };
    opening.onsuccess = look;
})"""


@pytest.fixture
def writer():
    cache.clear()
    user = make.make_user("journalist", password=make.PASSWORD)
    make.make_author(name="سالم الهنائي", user=user)
    make.make_section(name="محليات")
    return user


@pytest.fixture
def story(writer):
    return make.make_article(writer, body="<p>أول الخبر.</p>")


def kept_at_the_server(page):
    """Wait until the last keystroke has arrived: what the page said of an earlier one does not count."""
    page.locator(".safety-kept").evaluate("said => { said.textContent = ''; }")
    page.locator("#article_form").dispatch_event("change")
    expect(page.locator(".safety-kept")).to_contain_text("محفوظ احتياطيًّا")


def press_save(page):
    page.get_by_role("button", name="احفظ", exact=True).click()


def wait_until_saved(page):
    page.wait_for_selector(".messagelist .success")


def body_of(story):
    story.refresh_from_db()
    return story.body


def end_every_session():
    Session.objects.all().delete()


def sign_in_again(page, user):
    """Type name and password into the frame over the story."""
    frame = page.frame_locator(".sign-in-again iframe")
    frame.locator("[name=login]").fill(user.username)
    frame.locator("[name=password]").fill(make.PASSWORD)
    frame.get_by_role("button", name="تسجيل الدخول", exact=True).click()
    return frame


@pytest.fixture
def broken(faults):
    """A test that breaks the line on purpose: the browser's complaints about that are forgiven, others are not."""
    faults.forgive("Failed to load resource")


# ------------------------------------------------------------------ the browser dies


class Chromium:
    """A browser of its own with a profile on disk, which can be killed and started again."""

    def __init__(self, playwright_type, profile, live_server, user):
        self.type, self.profile, self.live_server, self.user = playwright_type, profile, live_server, user

    def start(self):
        for lock in self.profile.glob("Singleton*"):
            lock.unlink()
        self.process = subprocess.Popen(
            [browsers.chromium_path(), "--headless", *browsers.FLAGS, "--remote-debugging-port=0",
             f"--user-data-dir={self.profile}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        line = next(line for line in self.process.stderr if "DevTools listening on" in line)
        context = self.type.connect_over_cdp(line.split(" on ")[1].strip()).contexts[0]
        context.set_default_timeout(15_000)
        browsers.sign_in(context, self.live_server, self.user)
        return context.new_page()

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stderr.close()


@pytest.fixture
def chromium(browser, live_server, writer, tmp_path):
    made = Chromium(browser.browser_type, tmp_path / "profile", live_server, writer)
    made.profile.mkdir()
    yield made
    if made.process.poll() is None:
        made.kill()


@pytest.mark.looks
@pytest.mark.parametrize("is_new", [False, True], ids=["a story", "a new story"])
def test_a_browser_that_is_killed_in_mid_typing_loses_nothing_on_the_same_device(chromium, live_server, story, is_new):
    url = live_server.url + (ADD if is_new else address(story))
    page = chromium.start()
    # The newsroom hears nothing: what is found again can only have come from this device.
    page.route("**/working-copy/", lambda route: route.abort())
    open_form(page, url)
    page.locator("#id_headline").fill("عنوان لم يُحفظ")
    type_at_the_end(page, SENTENCE)
    page.evaluate(UNTIL_WRITTEN_DOWN, SENTENCE)
    chromium.kill()

    page = chromium.start()
    page.goto(url)
    if is_new:
        page.get_by_role("link", name="عنوان لم يُحفظ").click()
    page.wait_for_selector(".unsaved")
    page.wait_for_selector(WRITING)
    assert SENTENCE in page.inner_text(WRITING)
    assert page.input_value("#id_headline") == "عنوان لم يُحفظ"
    press_save(page)
    wait_until_saved(page)
    saved = Article.objects.get(headline="عنوان لم يُحفظ")
    assert SENTENCE in saved.body
    assert Article.objects.count() == 1 + is_new
    page.goto(url)
    page.wait_for_selector(WRITING)
    assert page.locator(".unsaved").count() == 0


def test_what_was_typed_is_there_on_another_device_two_seconds_later(visitor, writer, story):
    here, there = visitor(writer), visitor(writer)
    open_form(here, address(story))
    before = Article.objects.values().get(pk=story.pk)
    type_at_the_end(here, SENTENCE)
    kept_at_the_server(here)
    open_form(there, address(story))
    assert SENTENCE in there.inner_text(WRITING)
    assert "لم تحفظه" in there.inner_text(".unsaved")
    assert Article.objects.values().get(pk=story.pk) == before
    assert story.revisions.count() == 1


@pytest.mark.looks
def test_the_server_hears_of_every_keystroke_within_two_seconds(visitor, writer, story):
    page = visitor(writer)
    page.add_init_script(
        """const real = window.fetch;
        window.waited = [];
        let unanswered = 0;
        window.fetch = async (url, ...rest) => {
            if (!String(url).endsWith("/working-copy/")) return real(url, ...rest);
            if (window.firstAt !== undefined) window.waited.push(window.ticks - window.firstAt);
            window.firstAt = undefined;
            unanswered += 1;
            try { return await real(url, ...rest); } finally { unanswered -= 1; }
        };
        // The page's own time: a machine that is busy with other things stops this clock as well, and so does a
        // server that has not answered yet, since nothing is sent to it meanwhile.
        window.ticks = 0;
        setInterval(() => { window.ticks += unanswered ? 0 : 1; }, 50);
        addEventListener("input", () => { window.firstAt ??= window.ticks; }, true);"""
    )
    open_form(page, address(story))
    page.locator(WRITING).click()
    page.keyboard.type(SENTENCE, delay=80)
    kept_at_the_server(page)
    assert page.evaluate("waited.length") >= 2
    assert page.evaluate("Math.max(...waited) * 50") < 2000


@pytest.mark.looks
def test_what_was_not_saved_can_be_set_aside_and_fetched_back(visitor, writer, story):
    page = visitor(writer)
    open_form(page, address(story))
    type_at_the_end(page, SENTENCE)
    kept_at_the_server(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.wait_for_selector(WRITING)
    page.get_by_role("button", name="نحِّه جانبًا").click()
    page.wait_for_selector(".messagelist .success")
    page.wait_for_selector(WRITING)
    assert SENTENCE not in page.inner_text(WRITING)
    page.get_by_role("link", name="استرجعه").click()
    page.wait_for_selector(".unsaved")
    page.wait_for_selector(WRITING)
    assert SENTENCE in page.inner_text(WRITING)


# ------------------------------------------------------------------ the session ends


def test_when_the_session_ends_one_signs_in_on_the_same_page_and_the_save_goes_on(visitor, writer, story, broken):
    page = visitor(writer)
    open_form(page, address(story))
    end_every_session()
    type_at_the_end(page, SENTENCE)
    expect(page.locator(ALARM)).to_contain_text("خرجت")
    press_save(page)
    sign_in_again(page, writer)
    wait_until_saved(page)
    assert SENTENCE in body_of(story)


@pytest.mark.looks
def test_without_any_cookie_left_one_signs_in_and_goes_on(visitor, writer, story, broken):
    page = visitor(writer)
    open_form(page, address(story))
    page.context.clear_cookies()
    type_at_the_end(page, SENTENCE)
    press_save(page)
    sign_in_again(page, writer)
    wait_until_saved(page)
    assert SENTENCE in body_of(story)


@pytest.mark.looks
def test_when_logged_out_elsewhere_what_is_typed_meanwhile_is_saved_too(visitor, writer, story, broken):
    page = visitor(writer)
    open_form(page, address(story))
    writer.end_sessions()
    press_save(page)
    page.wait_for_selector(".sign-in-again")
    page.get_by_role("button", name="أغلق").click()
    type_at_the_end(page, SENTENCE)
    page.locator(ALARM).get_by_role("button", name="تسجيل الدخول").click()
    sign_in_again(page, writer)
    wait_until_saved(page)
    assert SENTENCE in body_of(story)


def test_a_second_factor_is_asked_for_in_the_same_place(visitor, story, broken):
    cache.clear()
    editor = make.make_user("editor", password=make.PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    page = visitor(editor)
    open_form(page, address(story))
    end_every_session()
    type_at_the_end(page, SENTENCE)
    press_save(page)
    frame = sign_in_again(page, editor)
    frame.locator("[name=code]").wait_for()
    frame.locator("[name=code]").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    frame.locator("form:has([name=code]) button[type=submit]").first.click()
    wait_until_saved(page)
    assert SENTENCE in body_of(story)


@pytest.mark.looks
def test_a_text_is_never_saved_in_the_name_of_another_who_signed_in(visitor, writer, story, broken):
    other = make.make_user("editor", password=make.PASSWORD)
    page = visitor(writer)
    open_form(page, address(story))
    end_every_session()
    type_at_the_end(page, SENTENCE)
    press_save(page)
    sign_in_again(page, other)
    expect(page.locator(ALARM)).to_contain_text(other.name)
    assert SENTENCE not in body_of(story)
    assert SENTENCE in page.inner_text(WRITING)


@pytest.mark.looks
def test_a_stale_token_is_renewed_without_a_word(visitor, writer, story, broken):
    page = visitor(writer)
    open_form(page, address(story))
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    type_at_the_end(page, SENTENCE)
    press_save(page)
    wait_until_saved(page)
    assert SENTENCE in body_of(story)


@pytest.mark.looks
def test_pictures_are_taken_in_with_the_renewed_token(visitor, writer, story, broken, tmp_path):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(a_photograph().read())
    page = visitor(writer)
    open_form(page, address(story))
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    type_at_the_end(page, SENTENCE)
    kept_at_the_server(page)
    with page.expect_file_chooser() as chooser:
        page.locator(".ck-toolbar .ck-file-dialog-button").first.click()
    chooser.value.set_files(photo)
    page.wait_for_selector(f'{WRITING} img[src^="/admin/pictures/"]')


# ------------------------------------------------------------------ the line and the server


@pytest.mark.looks
def test_when_the_network_drops_the_form_stays_and_the_save_is_made_when_it_is_back(visitor, writer, story, broken):
    page = visitor(writer)
    open_form(page, address(story))
    page.context.set_offline(True)
    type_at_the_end(page, SENTENCE)
    expect(page.locator(ALARM)).to_contain_text("انقطع الاتصال")
    press_save(page)
    expect(page.locator(ALARM)).to_contain_text("لم تُحفظ بعد", timeout=15_000)
    type_at_the_end(page, " وزيادة كُتبت بلا شبكة.")
    page.context.set_offline(False)
    wait_until_saved(page)
    assert SENTENCE + " وزيادة كُتبت بلا شبكة." in body_of(story)


def test_a_new_story_whose_answer_was_lost_on_the_way_is_made_once(visitor, writer, broken):
    page = visitor(writer)
    open_form(page, ADD)
    page.locator("#id_headline").fill("خبر جديد")
    lost = []

    def lose_the_first_answer(route):
        if route.request.method != "POST" or lost:
            return route.fallback()
        lost.append(route.fetch(max_redirects=0))
        return route.abort()

    page.route("**/article/add/", lose_the_first_answer)
    press_save(page)
    wait_until_saved(page)
    assert len(lost) == 1
    assert Article.objects.get().headline == "خبر جديد"
    assert Article.objects.get().revisions.count() == 1


class Server:
    """The newsroom in a process of its own, on this test's database."""

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}"
        self.port, self.process = port, None

    def start(self):
        environment = subprocess_environment() | {"DEBUG": "1", "SITE_URL": self.url}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", str(self.port)],
            env=environment, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kill(self):
        self.process.kill()
        self.process.wait()

    def wait_until_it_answers(self):
        for _attempt in range(300):
            try:
                return urllib.request.urlopen(self.url + "/healthz").read()
            except OSError:
                time.sleep(0.1)
        raise AssertionError("The server did not start")


@pytest.fixture
def server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        made = Server(probe.getsockname()[1])
    made.start()
    made.wait_until_it_answers()
    yield made
    made.kill()


def test_when_the_server_restarts_the_save_is_made_again_by_itself(browser, server, writer, story, faults):
    context = browsers.open_context(browser, server.url, faults)
    browsers.sign_in(context, server, writer)
    page = context.new_page()
    open_form(page, address(story))
    server.kill()
    type_at_the_end(page, SENTENCE)
    press_save(page)
    expect(page.locator(ALARM)).to_contain_text("لم تُحفظ بعد", timeout=15_000)
    server.start()
    page.wait_for_selector(".messagelist .success", timeout=40_000)
    assert SENTENCE in body_of(story)
    context.close()


def test_two_windows_of_one_person_never_overwrite_each_other(visitor, writer, story):
    one = visitor(writer)
    two = one.context.new_page()
    for page in (one, two):
        open_form(page, address(story))
    for page, words in ((one, "من النافذة الأولى."), (two, "من النافذة الثانية.")):
        type_at_the_end(page, words)
        kept_at_the_server(page)
    texts = [json.dumps(copy.pairs, ensure_ascii=False) for copy in WorkingCopy.objects.filter(article=story)]
    assert len(texts) == 2
    assert sum("من النافذة الأولى." in text for text in texts) == 1
    assert sum("من النافذة الثانية." in text for text in texts) == 1


# ------------------------------------------------------------------ two people


def test_two_people_are_shown_both_texts_and_the_common_base(visitor, writer, story):
    mine, theirs = visitor(writer), visitor(make.make_user("editor"))
    for page in (mine, theirs):
        open_form(page, address(story))
    theirs.locator("#id_headline").fill("عنوان المحرر")
    theirs.locator("#id_kicker").fill("تمهيد المحرر")
    press_save(theirs)
    wait_until_saved(theirs)
    mine.locator("#id_headline").fill("عنواني")
    type_at_the_end(mine, " وزيادة مني.")
    press_save(mine)
    mine.wait_for_selector("form.merge")
    assert "عنوان المحرر" in mine.inner_text("form.merge")
    assert story.headline in mine.inner_text(".is-base")
    mine.get_by_label("ما كتبتُه أنا").check()
    mine.get_by_role("button", name="احفظ ما اخترته").click()
    wait_until_saved(mine)
    story.refresh_from_db()
    assert (story.headline, story.kicker) == ("عنواني", "تمهيد المحرر")
    assert "وزيادة مني." in story.body


def test_a_colleague_is_seen_at_work_and_the_writing_can_be_taken_over(visitor, writer, story):
    editor = make.make_user("editor")
    mine, theirs = visitor(writer), visitor(editor)
    open_form(mine, address(story))
    mine.wait_for_load_state("networkidle")
    open_form(theirs, address(story))
    hint = theirs.locator(".safety-presence:visible")
    expect(hint).to_contain_text(f"{writer.name} يحرّر هذه المادة الآن")
    theirs.get_by_role("button", name="تولَّ التحرير").click()
    hint.wait_for(state="detached")
    assert Article.objects.with_writing_now().get(pk=story.pk).writing_now == editor.name
    theirs.goto("about:blank")
    mine.reload()
    mine.wait_for_load_state("networkidle")
    assert Article.objects.with_writing_now().get(pk=story.pk).writing_now == writer.name
