"""Invented pages as sites of several kinds build them, with what of each is the article and what is not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Template:
    """A page, the lines that make up its article in order, and words of what surrounds it."""

    name: str
    markup: str
    stays: tuple[str, ...]
    goes: tuple[str, ...]


_LEAD = (
    "The ferry company that serves the outer islands of Varrow will stop its winter boats from November, it said in a "
    "letter to passengers on Tuesday, because too few people had used them last year."
)
_QUOTE = "“We were told in June that nothing would change,” said Maud Ferris, who runs the only shop on Little Ness."
_FIGURES = (
    "Some 4,100 people took the boat between November and March, according to the company, down from 6,300 two years "
    "earlier. The islands’ council disputes the figures and says that school trips were left out."
)
_REPLY = (
    "A spokesman for the transport ministry said that talks with the company would go on, and that a smaller boat "
    "could be found before the first storms. He did not say who would pay for it."
)
_CLOSE = "The council meets on Thursday to decide whether it takes the company to court."
_QUARREL = "".join(
    f"<div><p>I have lived here for {n} years and have never seen such a shambles, and my neighbours would tell you "
    "the same if you asked them.</p></div>"
    for n in range(2, 40)
)

BROADSHEET = Template(
    "broadsheet",
    f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Winter ferries to outer islands will stop in November | The Varrow Courier</title>
<meta property="og:title" content="Winter ferries to outer islands will stop in November">
<meta property="og:site_name" content="The Varrow Courier">
<meta name="description" content="The company says that too few people took the boat.">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"The Varrow
Courier"}},{{"@type":["NewsArticle"],"headline":"Winter ferries to outer islands will stop in November",
"datePublished":"2023-10-17T06:30:00+01:00","dateModified":"2023-10-18T09:00:00+01:00","inLanguage":"en-GB",
"author":[{{"@type":"Person","name":"Ines Holm"}},{{"@type":"Person","name":"Tom Arden"}}]}}]}}</script>
<style>.x{{color:red}}</style></head>
<body class="has-comments article-page">
<div id="onetrust-banner-sdk" role="dialog"><p>We and our 214 partners store cookies to show you relevant offers and to
measure how you use our pages. You can change your mind at any time in the privacy
centre.</p><button>Accept</button></div>
<header class="site-header" role="banner"><a class="logo" href="/">The Varrow Courier</a>
<nav class="main-navigation"><ul><li><a href="/news">News</a></li><li><a
href="/sport">Sport</a></li></ul></nav></header>
<main id="main"><article class="story">
<header class="story__header"><p class="kicker"><a href="/transport">Transport</a></p>
<h1>Winter ferries to outer islands will stop in November</h1>
<p class="story__standfirst">The company says that too few people took the boat.</p>
<div class="byline">By <a rel="author" href="/by/ines-holm">Ines Holm</a> and Tom Arden</div>
<time class="published" datetime="2023-10-17T06:30:00+01:00">17 October 2023</time>
<ul class="share-tools"><li><a href="#">Share on Facebook</a></li><li><a href="#">Copy link</a></li></ul></header>
<figure><img src="boat.jpg" alt="boat"><figcaption>The Morning Star leaves Little Ness for the mainland.
<span class="credit">Photograph: Joan Bell</span></figcaption></figure>
<p>{_LEAD}</p><p>{_QUOTE}</p>
<aside class="pullquote"><p>We were told in June that nothing would change</p></aside>
<div class="ad-slot" data-ad="1"><span>Advertisement</span></div>
<h2>Disputed figures</h2><p>{_FIGURES}</p>
<aside class="related-articles"><h3>More on this story</h3><ul><li><a href="/1">Islanders march on the capital over
school
closures</a></li><li><a href="/2">Company buys two boats in Norway</a></li></ul></aside>
<p><a href="/3">Read more: How the islands lost their bank</a></p>
<p>{_REPLY}</p><p>{_CLOSE}</p>
<div class="newsletter-signup"><h3>Morning post</h3><p>Our editors choose the stories that matter, every weekday at
seven.</p><form><input type="email"><button>Sign up</button></form></div>
<footer class="story__footer"><p class="correction">This article was amended on 18 October 2023. An earlier version said
that the boats would stop in December.</p><ul class="tags"><li><a href="/t/ferries">Ferries</a></li></ul></footer>
</article>
<section class="comments" id="comments"><h2>Comments (2)</h2>
<div class="comment"><b>seadog</b><p>They should have listened to us years ago, and everybody who lives out there knows
it. The old boat never missed a day in forty years, whatever the weather was like.</p></div>
<div class="comment"><b>nessie</b><p>Nonsense. Nobody ever took that boat in winter, and those who did went for the
bar.</p></div></section></main>
<aside class="sidebar"><h2>Most read</h2><ol><li><a href="/9">Ten walks for the autumn</a></li></ol></aside>
<footer role="contentinfo"><p>© 2023 Varrow Press. All rights reserved.</p></footer></body></html>""",
    (
        "Winter ferries to outer islands will stop in November",
        "The company says that too few people took the boat.",
        "The Morning Star leaves Little Ness for the mainland. Photograph: Joan Bell",
        _LEAD,
        _QUOTE,
        "We were told in June that nothing would change",
        "Disputed figures",
        _FIGURES,
        _REPLY,
        _CLOSE,
        "This article was amended on 18 October 2023. An earlier version said that the boats would stop in December.",
    ),
    (
        "partners",
        "Sport",
        "Share on",
        "Advertisement",
        "Norway",
        "bank",
        "editors",
        "seadog",
        "Nonsense",
        "walks",
        "rights",
    ),
)

TABLES = Template(
    "an old site of tables and line breaks, all of it in one form",
    f"""<HTML><HEAD><TITLE>Winter ferries will stop</TITLE></HEAD><BODY bgcolor=white>
<form name=aspnetForm method=post action="?"><table width=800><tr><td colspan=3><font size=7>Ness
Weekly</font></td></tr>
<tr><td width=120><a href=a.htm>Front page</a><br><a href=b.htm>Letters</a><br><a href=c.htm>Tides</a></td>
<td><h1>Winter ferries will stop</h1>
<font face=arial>{_LEAD}<br><br>{_QUOTE}<br><br>
{_FIGURES}<br><br>{_REPLY}<br><br>{_CLOSE}</font></td>
<td width=120><a href=d.htm>Buy our tea towels</a><p><a href=e.htm>Webcam</a></td></tr>
<tr><td colspan=3><small><a href=f.htm>Contact</a> | <a href=g.htm>About the Weekly</a></small></td></tr></table></form>
</BODY></HTML>""",
    ("Winter ferries will stop", _LEAD, _QUOTE, _FIGURES, _REPLY, _CLOSE),
    ("Letters", "Tides", "tea towels", "Webcam", "Contact"),
)

PAYWALL = Template(
    "a teaser before a paywall",
    f"""<!DOCTYPE html><html lang="en"><head><title>Winter ferries will stop - Ledger</title>
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Winter ferries will
stop","datePublished":"2023-10-17",
"isAccessibleForFree":"False","hasPart":{{"@type":"WebPageElement","cssSelector":".paywall"}}}}</script></head><body>
<div class="page"><h1 class="headline">Winter ferries will stop</h1><div class="article-body">
<p class="paywall">{_LEAD}</p><p class="paywall">{_QUOTE}</p><p class="paywall">{_FIGURES}</p></div>
<div class="regwall-prompt"><h2>Keep reading for £1</h2><p>Subscribe today and get unlimited access to every story, our
puzzles and the archive since 1902. Cancel at any time.</p><a href="/sub">See the offers</a></div>
<div class="you-may-like"><h3>You may also like</h3><p><a href="/7">The last lighthouse keeper</a></p></div></div>
</body></html>""",
    ("Winter ferries will stop", _LEAD, _QUOTE, _FIGURES),
    ("Subscribe", "puzzles", "offers", "lighthouse"),
)

LOUD = Template(
    "a short story under a long quarrel of its readers, on a page whose every class is a code",
    f"""<!DOCTYPE html><html><head><title>Winter ferries will stop</title><meta property="article:author"
content="Ines Holm">
<meta property="article:published_time" content="2023-10-17"></head><body><div class="css-1x"><div class="css-9a">
<h1 class="css-7">Winter ferries will stop</h1><div class="css-2"><p class="css-3">{_LEAD}</p><p
class="css-3">{_QUOTE}</p>
<blockquote class="css-q">The islands are not a theme park that can close in winter.</blockquote>
<p class="css-3">{_REPLY}</p></div></div><p><em>Correction: an earlier version gave the wrong year for the first
boat.</em></p>
<div id="disqus_thread">{_QUARREL}</div>
</div></body></html>""",
    (
        "Winter ferries will stop",
        _LEAD,
        _QUOTE,
        "The islands are not a theme park that can close in winter.",
        _REPLY,
        "Correction: an earlier version gave the wrong year for the first boat.",
    ),
    ("shambles",),
)

SHORT = Template(
    "two lines of news in a page of furniture",
    """<!DOCTYPE html><html lang="en"><head><title>Boat late - Ness FM</title></head><body>
<ul class="menu"><li><a href="/">Home</a></li><li><a href="/live">Listen live</a></li></ul>
<div class="content"><h2>Boat late</h2><p>The morning boat to Ness was two hours late today, the harbour said.</p></div>
<div class="cookie-notice">This site uses cookies. <a href="/c">Learn more</a></div></body></html>""",
    ("Boat late", "The morning boat to Ness was two hours late today, the harbour said."),
    ("Listen", "cookies"),
)

NOTES = Template(
    "a page with a table, a list, notes and a quotation in marks of its own",
    f"""<!DOCTYPE html><html lang="en"><head><title>Winter ferries: the figures</title></head><body><main>
<h1>Winter ferries: the figures</h1><p>{_LEAD}<sup><a href="#n1">1</a></sup></p><p>{_FIGURES}</p>
<table><caption>Passengers a winter</caption><tr><th>Winter</th><th>People</th></tr><tr><td>2020</td><td>6,300</td></tr>
<tr><td>2022</td><td>4,100</td></tr></table>
<p>The company gave three reasons:</p><ul><li>Fuel costs twice as much as in 2020.</li><li>Two of its captains have
retired.</li><li>The quay at Little Ness is <q>not safe</q>, it says.</li></ul><p>{_REPLY}</p></main></body></html>""",
    (
        "Winter ferries: the figures",
        _LEAD,
        _FIGURES,
        "Passengers a winter",
        "Winter | People",
        "2020 | 6,300",
        "2022 | 4,100",
        "The company gave three reasons:",
        "Fuel costs twice as much as in 2020.",
        "Two of its captains have retired.",
        "The quay at Little Ness is “not safe”, it says.",
        _REPLY,
    ),
    (),
)

TEMPLATES = (BROADSHEET, TABLES, PAYWALL, LOUD, SHORT, NOTES)
