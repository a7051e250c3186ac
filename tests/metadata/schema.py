"""The fields that we rely on, by type, as schema.org 30.0 and search engines name them; and a reader for pages."""

import json
import re
from datetime import datetime

STORY = {
    "required": "headline image datePublished dateModified author publisher url inLanguage articleSection",
    "allowed": "alternativeHeadline description keywords wordCount dateline contentLocation isAccessibleForFree"
    " correction about mainEntityOfPage copyrightHolder copyrightYear contributor translator"
    " translationOfWork workTranslation",
}
FIELDS = {
    "NewsArticle": STORY,
    "ReportageNewsArticle": STORY,
    "AnalysisNewsArticle": STORY,
    "OpinionNewsArticle": STORY,
    "Event": {
        "required": "name startDate endDate location url eventStatus eventAttendanceMode",
        "allowed": "description image organizer performer sponsor attendee subEvent superEvent subjectOf"
        " previousStartDate",
    },
    "EventSeries": {"required": "name", "allowed": ""},
    "Person": {"required": "name", "allowed": "url jobTitle honorificPrefix worksFor description image"},
    "Organization": {"required": "name", "allowed": "url description image"},
    "NewsMediaOrganization": {
        "required": "name url logo",
        "allowed": "publishingPrinciples ethicsPolicy correctionsPolicy masthead ownershipFundingInfo noBylinesPolicy"
        " verificationFactCheckingPolicy unnamedSourcesPolicy actionableFeedbackPolicy",
    },
    "WebSite": {"required": "name url potentialAction", "allowed": "inLanguage publisher"},
    "SearchAction": {"required": "target query-input", "allowed": ""},
    "EntryPoint": {"required": "urlTemplate", "allowed": ""},
    "BreadcrumbList": {"required": "itemListElement", "allowed": ""},
    "ItemList": {"required": "itemListElement", "allowed": ""},
    "ListItem": {"required": "position", "allowed": "name item url"},
    "CollectionPage": {"required": "url name", "allowed": "description isPartOf mainEntity about hasPart"},
    "ProfilePage": {"required": "url name mainEntity", "allowed": "hasPart about"},
    "ImageObject": {"required": "url width height", "allowed": "caption creditText"},
    "Place": {"required": "name", "allowed": "address containedInPlace"},
    "PostalAddress": {"required": "", "allowed": "addressLocality addressCountry"},
    "CorrectionComment": {"required": "text datePublished", "allowed": "about"},
}
# Where another node only points to a story, these are all that it says.
POINTING = {
    **dict.fromkeys(["subjectOf", "hasPart"], "url headline"),
    **dict.fromkeys(["translationOfWork", "workTranslation"], "url headline inLanguage"),
}
MOMENTS = ("datePublished", "dateModified", "startDate", "endDate", "previousStartDate")
ADDRESSES = ("url", "item", "mainEntityOfPage", "urlTemplate")


def descriptions(markup):
    """Every node that the page describes, by its type. The page is read as a browser reads it."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', markup, re.S)
    nodes = [node for text in found for node in json.loads(text)["@graph"]]
    for node in nodes:
        check(node)
    return {node["@type"]: node for node in nodes}


def check(node, name=""):
    """Fail on a type or a field that we do not rely on, on a missing one, and on a value that machines misread."""
    if set(node) == {"@id"}:
        assert node["@id"].startswith("http")
        return
    known = FIELDS[node["@type"]]
    fields = set(node) - {"@type", "@id"}
    required = POINTING.get(name, known["required"]) if known is STORY else known["required"]
    required = set(required.split())
    assert required <= fields, (node["@type"], required - fields)
    assert fields <= required | set(known["allowed"].split()), (node["@type"], fields)
    for field, value in node.items():
        for one in value if isinstance(value, list) else [value]:
            _check_value(field, one)


def _check_value(field, value):
    assert value not in (None, "", [], {}), field
    if isinstance(value, dict):
        check(value, field)
    elif field in MOMENTS and len(value) > 10:
        assert datetime.fromisoformat(value).utcoffset() is not None, (field, value)
    elif field in ADDRESSES:
        assert value.startswith(("http://", "https://")), (field, value)
