"""Pictures: what is let in, what readers get of it, and how a page shows it.

ladder      which renditions a picture has, how large each is, and where a crop is cut
pixels      an original read into plain sRGB pixels, upright, and nothing but pixels
disk        files written whole or not at all; locks between processes
originals   what people sent, in the folder or in a bucket
intake      the upload guard
embedded    what a file says of itself: caption, credit, keywords, rights
renditions  made once, kept in private
soon        the same in the background, after an upload
cards       the card of a shared link that has no picture: the words themselves
showing     the markup that pages carry
access      which pictures are public
"""

from .access import public_picture
from .cards import card_url, event_card_url, site_card_url
from .intake import PictureKnown, PictureRefused, accept, accept_new
from .originals import Away
from .renditions import Busy, NoRendition, forget, render, render_all
from .showing import cuts, markup, share_url
from .soon import render_soon

__all__ = [
    "Away",
    "Busy",
    "NoRendition",
    "PictureKnown",
    "PictureRefused",
    "accept",
    "accept_new",
    "card_url",
    "cuts",
    "event_card_url",
    "forget",
    "markup",
    "public_picture",
    "render",
    "render_all",
    "render_soon",
    "share_url",
    "site_card_url",
]
