"""What is indexed and how it is asked.

documents    a publication, a story or a picture as the tokens that stand for it, and keeping the index in step
questions    what a reader typed, as words, phrases, exclusions and beginnings of words
narrowing    the filters beside the words, and the counts that lead to them
finding      the hits of a question, page by page, on either database
snippets     the passage of a story that answers, in its own spelling
suggestions  «did you mean», and what each word would find alone
desk         the same for the stories of the desk, and for its library of pictures

Publications are found by readers, articles by the desk; the indexes never meet. What is live is decided when
a question is asked (`Publication.objects.live`), so a story appears and disappears with its interval.
"""

from .documents import index_article, index_picture, index_publication, names_in

__all__ = ["index_article", "index_picture", "index_publication", "names_in"]
