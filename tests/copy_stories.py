"""Two stories for tests of what reuse is."""

# Invented news: no such places, people or outlets.
FERRY = [
    "A ferry with ninety passengers on board ran aground off Sunholm shortly after six on Tuesday,"
    " and fishermen took all of them off in two trawlers before the tide turned.",
    "The ship had left Port Alder in thick fog and was half a mile off her course when she struck"
    " the reef, and divers who looked at her bow found both tanks torn open.",
    "The owner has two more vessels of the same build, and they stay in harbour until the inquiry"
    " knows why her radar showed the reef as open sea.",
]
MILL = [
    "The last paper mill on the Dale river shuts in June, after its owner failed to find anybody"
    " who would pay for a new boiler.",
    "Two hundred and forty people work there, most of them from the three villages upstream, and a"
    " third of them are older than fifty-five.",
    "The county has offered to buy the site and rent it out in parts, but the banks want the debts"
    " settled first.",
]
