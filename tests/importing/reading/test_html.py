"""Web pages: their content is read, what stands around it is left out with the reason."""

import pytest

from results.importing.document import Paragraph, Run
from tests.importing.papers import plain, tag
from tests.importing.reading.building import left_out, outline, read

TEXT = "<p>We helped 6,558 people in all of the country, more than ever before.</p>"


def html(body: str) -> list[object]:
    return outline(read(body, "a.html"))


def reasons(body: str) -> dict[str, str]:
    return dict(left_out(read(f"<h1>Results</h1>{TEXT}{body}", "a.html")))


T = ("p", TEXT.removeprefix("<p>").removesuffix("</p>"))
X = ("h1", "x")

FORMS: dict[str, tuple[str, list[object]]] = {
    "headings, paragraphs, lists, quotes and tables": (
        "<h1>A</h1><h3>B</h3><p>C<br>D</p><div>E<p>F</div><ul><li>G<ul><li>H</ul><li>I</ul>"
        "<ol><li>J</ol><blockquote><p>K<p>L</blockquote><figure><blockquote>M</blockquote>"
        "<figcaption>N</figcaption></figure><dl><dt>O<dd>1<dt>P<dd>2</dl>",
        [("h1", "A"), ("h3", "B"), ("p", "C\nD"), ("p", "E"), ("p", "F"), ("ul", "G", "H", "I"),
         ("ol", "J"), ("quote", "K", "L"), ("quote", "M", "N"), ("table", False, "", ("O", "1"), ("P", "2"))],
    ),
    "a table with its caption, its header and empty cells for joined ones": (
        "<table><caption>Key</caption><tr><th>What<th>2019<th>2020<tr><td rowspan=2>Visits<td>1<td>2"
        "<tr><td>3<td>4<tr><td colspan=2>Loans<td>5</table>",
        [("table", True, "Key", ("What", "2019", "2020"), ("Visits", "1", "2"), ("", "3", "4"), ("Loans", "", "5"))],
    ),
    "boxes with headings, which are no list": ("<ul><li><h2>A</h2><p>B</p></li></ul>", [("h2", "A"), ("p", "B")]),
    "white space as browsers count it": ("<h1>x</h1><p> a\n\n b<b> c </b> d\t<br> e&nbsp; f </p>", [X, ("p", "a b c d\ne\u00a0 f")]),
    "the foot of an article, and a section about sharing": (
        f"{TEXT}<article><footer>By Anna</footer></article><div class=share><p>Share what we did.</p></div>",
        [T, ("line", "By Anna"), ("p", "Share what we did.")],
    ),
    "a page that is one form": (f"<form id=aspnetForm><h1>A</h1>{TEXT}</form>", [("h1", "A"), T]),
    "a short line without headings": (f"<div>What we did</div>{TEXT}", [("line", "What we did"), T]),
    "a bold line": ("<h1>x</h1><div>What we did</div><p><b>Bold</b>", [X, ("p", "What we did"), ("line", "Bold")]),
    "two breaks between paragraphs, and bullets that were typed": (
        "<h1>x</h1><b>CLASSES</b><br>- 12 learners<br>- 3 teachers<br><br>The end.",
        [X, ("line", "CLASSES"), ("ul", "12 learners", "3 teachers"), ("p", "The end.")],
    ),
    "a figure above its label": ("<h1>x</h1><p><b>5,000+</b><span>visitors</span></p>", [X, ("p", "5,000+\nvisitors")]),
    "a figure with its unit beside its label": (
        "<ul><li><strong>73,9 miljoner kr</strong><span>insamlat</span></li></ul>", [("ul", "73,9 miljoner kr\ninsamlat")],
    ),
    "letters behind a number": ("<h1>x</h1><p>In <b>5</b><span>G</span></p>", [X, ("p", "In 5G")]),
    "the number of a note, which is no digit": ("<h1>x</h1><p>6558<sup>1</sup> on 40 m<sup>2</sup></p>", [X, ("p", "6558[1] on 40 m²")]),
    "text set by its spaces": ("<pre>Head\n\n- one\n- two</pre>", [("line", "Head"), ("ul", "one", "two")]),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_page_is_read_as_it_is_seen(form: str) -> None:
    body, wanted = FORMS[form]
    assert html(body) == wanted


@pytest.mark.parametrize(
    "table",
    [
        "<table role=presentation><tr><td>A<td>B</table>",
        "<table><tr><td><h2>A</h2><td>B</table>",
        "<table><tr><td><table><tr><td>A</table><td>B</table>",
        "<table><tr><td>A<tr><td>B</table>",
        "<table><tr><td>A<p>B</table>",
    ],
)
def test_a_table_that_only_lays_out_is_read_as_text(table: str) -> None:
    assert [part[1] for part in html(table)] == ["A", "B"]  # type: ignore[index]


@pytest.mark.parametrize("piece", ["<p>A", "<li>A", "<tr><td>A<td>B", "<dt>A<dd>B"])
def test_elements_that_nobody_ended_are_not_within_each_other(piece: str) -> None:
    assert read(piece * 600, "a.html").parts


def test_links_bold_and_italics_are_kept() -> None:
    document = read('<h1>x</h1><p>a <b>b</b> <i>c</i> <a href=" /d?x=1&amp;y ">d</a></p>', "a.html")
    assert document.parts[1:] == [
        Paragraph((Run("a "), Run("b", bold=True), Run(" "), Run("c", italic=True), Run(" "), Run("d", "/d?x=1&y")))
    ]  # fmt: skip


@pytest.mark.parametrize("href", ["#top", "javascript:alert(1)", " Java\nscript:x", "data:text/html,x", "file:///etc/passwd"])  # fmt: skip
def test_a_link_that_leads_nowhere_keeps_its_words_alone(href: str) -> None:
    (part,) = read(f'<p>See <a href="{href}">this thing.</a></p>', "a.html").parts
    assert part == Paragraph((Run("See this thing."),))


@pytest.mark.parametrize("gone", ["<script>x y</script>", "<style>x</style>", "<noscript>x</noscript>", "<template>x</template>", "<svg><text>x</text></svg>", "<!-- x -->"])  # fmt: skip
def test_what_is_no_text_is_gone(gone: str) -> None:
    document = read(f"{TEXT}{gone}", "a.html")
    assert len(document.parts) == 1
    assert document.left_out == []


@pytest.mark.parametrize(
    ("around", "reason"),
    [
        ("<nav>x</nav>", "A menu"),
        ("<div role=navigation>x</div>", "A menu"),
        ("<header>x</header>", "The header of the page"),
        ("<footer>x</footer>", "The footer of the page"),
        ("<aside>x</aside>", "Beside the content"),
        ("<form><label>x</label></form>", "A form"),
        ("<input type=submit value=x>", "A form"),
        ("<dialog>x</dialog>", "A window over the page"),
        ("<p hidden>x</p>", "Hidden on the page"),
        ("<p aria-hidden=true>x</p>", "Hidden on the page"),
        ("<p style='color: red; display: none'>x</p>", "Hidden on the page"),
        ("<span class='sr-only'>x</span>", "Hidden on the page"),
        ("<div id=cookieBanner>x</div>", "A notice about cookies"),
        ("<ol class=breadcrumbs><li>x</ol>", "The path to the page"),
        ("<div class='share-buttons'><a href=x>x</a></div>", "Buttons for sharing"),
        ("<div class='related-links'><a href=x>x</a></div>", "Links to related pages"),
        ("<a class='skip-link' href='#a'>x</a>", "A link past the menu"),
    ],
)
def test_what_stands_around_the_content_is_left_out_with_the_reason(
    around: str, reason: str
) -> None:
    assert reasons(around) == {"x": reason}


def test_only_the_main_part_is_read_where_there_is_one() -> None:
    document = read(f"<div>before</div><div><main>{TEXT}</main> after</div>", "a.html")
    assert len(document.parts) == 1
    assert [text for text, _reason in left_out(document)] == ["before", "after"]


def test_the_heading_of_the_page_may_stand_above_the_main_part() -> None:
    document = read(f"<header><a>Home</a><h1>Results</h1></header><main>{TEXT}</main>", "a.html")
    assert outline(document)[0] == ("h1", "Results")
    assert [text for text, _reason in left_out(document)] == ["Home"]


def test_the_title_is_the_heading_of_a_page_without_one() -> None:
    assert html(f"<title>Results</title>{TEXT}")[0] == ("h1", "Results")
    document = read(f"<title>Results | We</title><h1>Results</h1>{TEXT}", "a.html")
    assert left_out(document) == [("Results | We", "The title in the browser’s tab")]


def test_a_picture_within_the_page_is_kept_and_others_are_left_out_with_their_address() -> None:
    content = plain()
    document = read(f"{TEXT}<p>a{tag(content, 'Noise')}<img src=b.png alt=B>", "a.html")
    assert outline(document)[2] == ("picture", len(content), "Noise")
    assert left_out(document) == [("B b.png", "A picture that is not in the document")]


@pytest.mark.parametrize("data", ["image/png;base64,AAAA", "image/svg+xml,%3Csvg%3E" + "x" * 200, "image/png;base64,%%%", "text/html,x"])  # fmt: skip
def test_a_picture_that_is_none_is_left_out(data: str) -> None:
    assert reasons(f"<img src='data:{data}' alt=x>") == {"x": "A picture that cannot be read"}


def test_what_is_embedded_is_left_out_with_its_address() -> None:
    assert list(reasons("<iframe src=https://video.example/1></iframe>")) == [
        "https://video.example/1"
    ]


def test_entities_that_a_page_declares_are_not_followed() -> None:
    page = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><h1>x</h1><p>One &a; two</p>'
    assert "root:" not in str(html(page))
