"""The address of a film's player, for the sites whose player sets no cookies."""

import pytest

from results.blocks.video import player_url, site_name

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://m.youtube.com/watch?t=3&v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?si=x",
        "https://www.youtube.com/embed/dQw4w9WgXcQ",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ/",
    ],
)
def test_a_film_at_youtube_has_a_player_without_cookies(url: str) -> None:
    assert player_url(url) == YOUTUBE


@pytest.mark.parametrize("url", ["https://vimeo.com/123456", "https://vimeo.com/channels/x/123456"])
def test_a_film_at_vimeo_has_a_player_that_does_not_track(url: str) -> None:
    assert player_url(url) == "https://player.vimeo.com/video/123456?autoplay=1&dnt=1"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=",
        'https://www.youtube.com/watch?v="><script>',
        "https://www.youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/about",
        "https://[",
    ],
)
def test_an_address_that_is_no_film_of_a_known_site_has_no_player(url: str) -> None:
    assert player_url(url) == ""


def test_a_site_that_nobody_knows_is_named_by_its_host() -> None:
    assert site_name("https://www.example.org/film") == "example.org"
