"""Web pages: their content is read, what stands around it is left out with the reason."""

from __future__ import annotations

import base64

import pytest

from results.importing.document import Paragraph, Run
from tests.importing.printed import picture
from tests.importing.reading.building import left_out, outline, read

TEXT = "<p>We helped 6,558 people in all of the country, more than ever before.</p>"


def html(body: str) -> list[object]:
    return outline(read(body, "a.html"))


def reasons(body: str) -> dict[str, str]:
    return dict(left_out(read(f"<h1>Results</h1>{TEXT}{body}", "a.html")))


def test_headings_paragraphs_lists_quotes_and_tables_are_what_they_are() -> None:
    assert html(
        "<h1>A</h1><h3>B</h3><p>C<br>D</p><div>E<p>F</div><ul><li>G<ul><li>H</ul><li>I</ul>"
        "<ol><li>J</ol><blockquote><p>K<p>L</blockquote><figure><blockquote>M</blockquote>"
        "<figcaption>N</figcaption></figure><dl><dt>O<dd>1<dt>P<dd>2</dl>"
    ) == [
        ("h1", "A"), ("h3", "B"), ("p", "C\nD"), ("p", "E"), ("p", "F"), ("ul", "G", "H", "I"),
        ("ol", "J"), ("quote", "K", "L"), ("quote", "M", "– N"), ("table", False, "", ("O", "1"), ("P", "2")),
    ]  # fmt: skip


def test_a_table_has_its_caption_its_header_and_empty_cells_for_joined_ones() -> None:
    table = (
        "<table><caption>Key</caption><tr><th>What<th>2019<th>2020<tr><td rowspan=2>Visits<td>1<td>2"
        "<tr><td>3<td>4<tr><td colspan=2>Loans<td>5</table>"
    )
    assert html(table) == [
        ("table", True, "Key", ("What", "2019", "2020"), ("Visits", "1", "2"), ("", "3", "4"), ("Loans", "", "5"))
    ]  # fmt: skip


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


def test_a_list_of_boxes_with_headings_is_no_list() -> None:
    assert html("<ul><li><h2>A</h2><p>B</p></li></ul>") == [("h2", "A"), ("p", "B")]


@pytest.mark.parametrize("piece", ["<p>A", "<li>A", "<tr><td>A<td>B", "<dt>A<dd>B"])
def test_elements_that_nobody_ended_are_not_within_each_other(piece: str) -> None:
    assert read(piece * 600, "a.html").parts


def test_white_space_counts_as_browsers_count_it() -> None:
    assert html("<h1>x</h1><p> a\n\n b<b> c </b> d\t<br> e&nbsp; f </p>")[1] == (
        "p",
        "a b c d\ne\u00a0 f",
    )


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
        ("<header>x</header>", "The head of the page"),
        ("<footer>x</footer>", "The foot of the page"),
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


def test_a_foot_of_an_article_and_a_section_about_sharing_are_content() -> None:
    page = f"{TEXT}<article><footer>By Anna</footer></article><div class=share><p>Share what we did.</p></div>"
    assert [part[1] for part in html(page)][1:] == ["By Anna", "Share what we did."]  # type: ignore[index]


def test_a_page_that_is_one_form_is_read() -> None:
    assert html(f"<form id=aspnetForm><h1>A</h1>{TEXT}</form>")[0] == ("h1", "A")


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


def test_without_headings_short_and_bold_lines_may_be_some() -> None:
    assert html(f"<div>What we did</div>{TEXT}")[0] == ("line", "What we did")
    assert html("<h1>A</h1><div>What we did</div><p><b>Bold</b>")[1:] == [
        ("p", "What we did"),
        ("line", "Bold"),
    ]


def test_two_breaks_part_paragraphs_and_bullets_that_were_typed_are_a_list() -> None:
    assert html("<h1>x</h1><b>CLASSES</b><br>- 12 learners<br>- 3 teachers<br><br>The end.") == [
        ("h1", "x"), ("line", "CLASSES"), ("ul", "12 learners", "3 teachers"), ("p", "The end."),
    ]  # fmt: skip


def test_a_figure_above_its_label_does_not_run_into_it() -> None:
    assert html("<h1>x</h1><p><b>5,000+</b><span>visitors</span></p>")[1] == (
        "p",
        "5,000+\nvisitors",
    )
    assert html("<h1>x</h1><p>In <b>5</b><span>G</span></p>")[1] == ("p", "In 5G")


def test_the_number_of_a_note_does_not_become_a_digit_of_a_figure() -> None:
    assert html("<h1>x</h1><p>6558<sup>1</sup> on 40 m<sup>2</sup></p>")[1] == (
        "p",
        "6558[1] on 40 m²",
    )


def test_a_picture_within_the_page_is_kept_and_others_are_left_out_with_their_address() -> None:
    content = picture()
    data = base64.b64encode(content).decode()
    document = read(
        f'{TEXT}<p>a<img src="data:image/png;base64,{data}" alt="Noise"><img src=b.png alt=B>',
        "a.html",
    )
    assert outline(document)[2] == ("picture", len(content), "Noise")
    assert left_out(document) == [("B b.png", "A picture that is not within the document")]


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


def test_text_set_by_its_spaces_is_read_as_plain_text() -> None:
    assert html("<pre>Head\n\n- one\n- two</pre>") == [("line", "Head"), ("ul", "one", "two")]
