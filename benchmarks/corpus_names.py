"""Invented outlets, and the paragraphs that they put below their articles."""

from __future__ import annotations

from itertools import product

_TOWNS = (
    "Vellby Wexbridge Norland Oster-Falls Port-Alder Marrowgate Tindale Quenby Harrowick Sunholm"
).split()
_TITLES = "Courier Observer Daily-News Evening-Post Wire".split()

OUTLETS = [" ".join(pair).replace("-", " ") for pair in product(_TOWNS, _TITLES)]

# 20 to 40 words each. Every outlet has one of them, and most are shared by several.
_FURNITURE = """\
Sign up for our morning newsletter and get the day's most important stories delivered to your
inbox before breakfast, every weekday and free of charge.

© All rights reserved. This material may not be published, broadcast, rewritten or redistributed
in any form without the prior written permission of the publisher.

Subscribe today for unlimited access to all our articles, the digital edition of the newspaper and
the complete archive. The first month costs you nothing at all, and you can cancel at any time.

Do you have a story for us? Write to the newsdesk or call us around the clock. We protect our
sources, and we read every single message that we get from our readers.

Follow us on social media for the latest headlines, pictures and videos from the region, and
download our free app to be told first when news breaks near you.

We welcome your comments below. Please keep them polite and on the subject; remarks that insult
others or advertise something will be removed by our moderators without further notice.

If you see a mistake in this article, please tell us so that we can put it right. Our corrections
policy explains how we deal with errors of fact and where they are listed.

Copyright in the text and pictures of this page belongs to the newspaper or to its agencies. To
buy a licence for reprints, please contact our syndication department during office hours.

Our journalism depends on its readers. If you value what you have just read, please consider
making a contribution, however small, so that we can go on reporting without fear or favour.

This article is part of our series on the people and places that shape the region. You will find
all earlier episodes, with maps and photographs, in the dossier on our website.

Get the weekend edition delivered to your door: long reads, the big crossword, recipes and the
television guide for seven days. Order now and save a third of the newsstand price.

The views expressed in this article are those of its author alone and do not necessarily reflect
the editorial policy of this newspaper, its owners or the companies that advertise in it.

Already a member? Log in to read on without advertising and to save articles for later. Not a
member yet? Registration takes less than a minute and needs nothing but an address.

More on this subject can be heard in our daily podcast, in which two of our editors talk with
their guests about what lies behind the news. Listen wherever you get your podcasts.

Some of the links in this article may earn us a small commission when you buy something, at no
cost to you. This has no influence on what our editors choose to write about.

By using this site you agree to our terms of service, our privacy policy and the use of cookies.
You can change your settings at any moment with the button at the foot of each page.

For home delivery, missed copies and holiday stops please call our customer service, Monday to
Friday from eight to six and on Saturdays from seven until noon. Calls cost the local rate.

Read the most important news of the day in five minutes: our evening briefing sums up what
happened, why it matters and what to expect tomorrow. Sign up here with one click.

Prices, dates and opening times were correct when this page was published and may have changed
since then. Readers are advised to ask the organisers before they set out on a longer journey.

Join the conversation: each Thursday our editors answer questions from subscribers in a live chat.
Send yours in advance by email, and tell us whether we may print your name with it.
"""

FURNITURE = [" ".join(paragraph.split()) for paragraph in _FURNITURE.split("\n\n")]
