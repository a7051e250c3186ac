"""A person, a collection of stories, the way to a page."""

from articles import pictures

from .newspaper import identity
from .writing import absolute, moment


def breadcrumbs(*steps):
    """The way to a page; each of `steps` is (name, address). The last is the page itself: its address is left out."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": absolute(address)}
        for number, (name, address) in enumerate(steps, start=1)
    ]
    del items[-1]["item"]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def collection(name, address, stories, description=""):
    """A page that lists `stories`."""
    return {
        "@type": "CollectionPage",
        "@id": absolute(address),
        "url": absolute(address),
        "name": name,
        "description": description,
        "isPartOf": {"@id": absolute("/#site")},
        "mainEntity": _list_of(stories),
    }


def event_list(name, address, events):
    return {
        "@type": "CollectionPage",
        "@id": absolute(address),
        "url": absolute(address),
        "name": name,
        "isPartOf": {"@id": absolute("/#site")},
        "mainEntity": _list_of(events),
    }


def corrections(name, address, rows):
    """The page of what was put right. Each of `rows` has the `story` that it belongs to."""
    return collection(name, address, ()) | {
        "hasPart": [
            {
                "@type": "CorrectionComment",
                "text": row.text,
                "datePublished": moment(row.made_at),
                "about": {"@id": absolute(f"{row.story.get_short_url()}#story")},
            }
            for row in rows
        ],
        "about": identity(),
    }


def person_page(author, stories):
    """The page of an author: who it is, and the newest stories."""
    address = absolute(author.get_absolute_url())
    who = {
        "@type": "Organization" if author.is_collective else "Person",
        "@id": f"{address}#author",
        "name": author.name,
        "url": address,
        "description": author.biography,
        "image": portrait(author),
    }
    if not author.is_collective:
        who |= {"jobTitle": author.title, "worksFor": identity() if author.kind == "person" else None}
    return {
        "@type": "ProfilePage",
        "@id": address,
        "url": address,
        "name": author.name,
        "mainEntity": who,
        "hasPart": [
            {
                "@type": "NewsArticle",
                "url": absolute(copy.get_absolute_url()),
                "headline": copy.title_for_search,
            }
            for copy in stories
        ],
    }


def portrait(author):
    if author.portrait is None:
        return None
    info = {
        "address": author.portrait.address,
        "width": author.portrait.width,
        "height": author.portrait.height,
    }
    return absolute(pictures.cuts(info)[0].address)


def _list_of(shown):
    """The pages of `shown`, in order; what each is called stands on the page itself."""
    items = [
        {"@type": "ListItem", "position": number, "url": absolute(one.get_absolute_url())}
        for number, one in enumerate(shown, start=1)
    ]
    return {"@type": "ItemList", "itemListElement": items} if items else None
