"""Rich text: what is let in, and how it is finished for readers.

Nobody is trusted with HTML. `clean` runs when a body is saved and again when it is published; what the
editor in the browser offers is a convenience, never a guard.

tree        markup into a tree and back, as the sanitiser would write it
embeds      what is known of the sites that can be embedded: how their links are read, and what is shown
boxes       the parts of a body that have a shape of their own: gallery, fact box, related story, embed
allowed     the elements, attributes and classes that are let in
reading     the words, the pictures and the stories in a body
finishing   the HTML that readers get
"""

from .allowed import clean
from .boxes import RELATED
from .embeds import PROVIDERS, read_link
from .finishing import finish
from .reading import bare_boxes, is_empty, picture_alts, picture_keys, plain_text, related_stories

__all__ = [
    "PROVIDERS",
    "RELATED",
    "bare_boxes",
    "clean",
    "finish",
    "is_empty",
    "picture_alts",
    "picture_keys",
    "plain_text",
    "read_link",
    "related_stories",
]
