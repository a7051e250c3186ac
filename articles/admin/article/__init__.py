"""Stories at the desk.

listing     the list of stories; narrowing: what it and the monitor can be narrowed by; saved_searches, bulk, counting
form        the story form; fields and widgets: what it is made of
editing     writing and saving; merging: two people changed the same story
starting    what a new story starts with, and what stands around the form
unsaved     what is typed and not saved; presence: who is writing just now
standing    where a story stands, and the buttons of the workflow; steps: a page for each of them
notes       talking about the story: notes on the whole and on a passage
paragraphs  a body as paragraphs; marking: two texts as one, with their differences marked
comparing   the difference between two states of a story; restoring: a saved copy becomes the story again
history     every step and every saved copy; words: exactly what a reader would get
preview     the public page with the draft in it, in every look; cards: the story where readers meet it
sharing     preview links for people without an account
as_of       the public site at a past moment; framing: their banners
proofreading   the copy desk beside the form
uploads     what the form asks for in the background; library: what the editor looks for
editor_texts  what the editor in the browser is told
paste_in    «ألصق الخبر»
doors       which stories a request may open
"""

from django.contrib import admin
from django.urls import path

from articles import workflow
from articles.admin.site import desk
from articles.models import Article

from . import (
    bulk,
    comparing,
    editing,
    history,
    library,
    notes,
    paste_in,
    presence,
    preview,
    proofreading,
    restoring,
    saved_searches,
    sharing,
    steps,
    unsaved,
    uploads,
)
from .listing import ArticleList


@admin.register(Article, site=desk)
class ArticleAdmin(ArticleList):
    """The list is Django's; the form is our own, because saving goes by versions and states by the workflow."""

    def get_urls(self):
        name = "articles_article_{}".format
        own = [
            ("", self.changelist_view, name("changelist")),
            ("add/", editing.add, name("add")),
            ("add/working-copy/", unsaved.keep, "article_keep_new"),
            ("working-copies/<int:pk>/set-aside/", unsaved.set_aside, "article_set_aside"),
            ("searches/", saved_searches.save, "article_search_save"),
            ("searches/<int:pk>/", saved_searches.delete, "article_search_delete"),
            ("bulk/<slug:action>/", bulk.bulk, "article_bulk"),
            ("paste/", paste_in.paste_in, "article_paste"),
            ("upload/", uploads.upload, "article_upload"),
            ("picture/", uploads.picture, "article_picture"),
            ("proofread/", proofreading.proofread, "article_proofread_new"),
            ("house-words/", proofreading.accept, "article_accept_word"),
            ("<int:pk>/proofread/", proofreading.proofread, "article_proofread"),
            ("<int:pk>/ignore/", proofreading.ignore, "article_ignore"),
            ("sessions/", uploads.sessions, "article_sessions"),
            ("library/", library.pictures, "article_library"),
            ("published/", library.published, "article_published"),
            ("<int:pk>/change/", editing.change, name("change")),
            ("<int:pk>/working-copy/", unsaved.keep, "article_keep"),
            ("<int:pk>/presence/", presence.presence, "article_presence"),
            ("<int:pk>/history/", history.history, name("history")),
            ("<int:pk>/revisions/<int:number>/", history.revision, "article_revision"),
            ("<int:pk>/revisions/<int:number>/restore/", restoring.restore, "article_restore"),
            ("<int:pk>/compare/", comparing.compare, "article_compare"),
            ("<int:pk>/notes/", notes.page, "article_notes"),
            ("<int:pk>/notes/<int:note>/resolve/", notes.resolve, "article_note_resolve"),
            ("<int:pk>/notes/<int:note>/reopen/", notes.reopen, "article_note_reopen"),
            ("<int:pk>/preview/", preview.preview, "article_preview"),
            ("<int:pk>/looks/", preview.looks, "article_looks"),
            ("<int:pk>/looks/page/", preview.looks_page, "article_looks_page"),
            ("<int:pk>/links/", sharing.give, "article_share"),
            ("<int:pk>/links/<int:link>/withdraw/", sharing.withdraw, "article_withdraw_link"),
            ("<int:pk>/step/<slug:action>/", steps.step, "article_step"),
        ]
        return [path(route, self.admin_site.admin_view(view), name=url) for route, view, url in own]

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_article")

    def has_change_permission(self, request, obj=None):
        return self.has_view_permission(request) and (obj is None or workflow.can_edit(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        """A story is spiked, never deleted: readers may have seen it, and the record names it."""
        return False
