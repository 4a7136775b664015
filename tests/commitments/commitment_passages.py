"""Labelled passages of made-up areas: kind of document, text, and the commitments in it.

Each commitment is words of its sentence, row or item, and its day (or None). `HELD` was first scored unseen.
"""

# ruff: noqa: E501 - passages are prose and tables as documents print them

from __future__ import annotations

Passage = tuple[str, str, list[tuple[str, str | None]]]

DEV: dict[str, Passage] = {
    "a1": (
        "arrangements",
        """# Orrindale Safeguarding Children Partnership: our arrangements

Published June 2019

## Contents

1. Action plan by 31 March 2020 ........ 4

## Who we are

The Executive meets every month and will receive a report from each group at every meeting. The Business Manager will recruit two support officers by 31 July 2019. Working Together 2018 requires partners to publish their arrangements by 29 June 2019. We hope to become a partnership of which children are proud.

The Learning Group will be chaired by the Designated Nurse. Where a case meets the criteria, the Chair will notify the Panel within five working days. The Council will appoint an independent scrutineer before September 2019. The first meeting of the Executive will be held on 12 September 2019.

The partners agreed in May 2019 that the police would host the data team from October 2019. The Board's website was rebuilt by the end of March 2019.

## Next steps

The Partnership will, in its first year:

- publish a threshold document by the end of December 2019;
- launch a joint training calendar; and
- write to every school in the borough by autumn 2019.

Partners will always put children first.
""",
        [
            ("recruit two support officers", "2019-07-31"),
            ("appoint an independent scrutineer", "2019-09-30"),
            ("police would host the data team", "2019-10-31"),
            ("publish a threshold document", "2019-12-31"),
            ("launch a joint training calendar", None),
            ("write to every school", None),
        ],
    ),
    "a2": (
        "yearly-report",
        """# Orrindale Safeguarding Children Partnership: yearly report 2021/22

1 April 2021 to 31 March 2022

## What we did

We recruited two trainers in May 2021. The neglect strategy, due by December 2021, was published in January 2022. Attendance will vary from term to term.

The review of case Q is expected to be published by the end of July 2022. The dashboard is due to go live in Q2 2022/23. Section 11 returns will be analysed by the Performance Analyst, who will present the findings to the Executive in September 2022.

## Action plan

| Priority | Action | Lead | By when | Status |
|---|---|---|---|---|
| Neglect | Train forty champions | Workforce Group | 31 October 2022 | In progress |
| Neglect | Publish a toolkit | Business Manager | March 2022 | Complete |
| Exploitation | Map places of concern with young people | Constabulary | Within six months | Not started |

## Priorities for 2022/23

- Open a second hub in the west of the county
- Safety is everybody's business
- Review the escalation policy by 30 June 2022

## How we work

| Group | Chair | How often |
|---|---|---|
| Learning Group | Head of Service | Quarterly |
""",
        [
            ("expected to be published by the end of July", "2022-07-31"),
            ("due to go live", "2022-09-30"),
            ("present the findings", "2022-09-30"),
            ("Train forty champions", "2022-10-31"),
            ("Map places of concern", None),
            ("Open a second hub", "2023-03-31"),
            ("Review the escalation policy", "2022-06-30"),
        ],
    ),
    "a3": (
        "yearly-report",
        """# Selwick Partnership report

For the year ending 31 March 2021

The scrutineer will test the front door by August 2021 and report to the Executive in October 2021. The guidance says: "Safeguarding partners will publish a report at least once in every twelve months." The chair said that inspectors will return by the end of 2022.

Agencies should share information early. The training offer has been paused and will resume when it is safe to do so. It is intended that a new pathway will be in place in the autumn of 2021.

In 2021/22 we will:

1. Merge the two exploitation groups.
2. Agree a data sharing protocol with the four hospitals by Q3 2021/22.
3. Continue to meet every six weeks.

The Section 175 audit will be completed by the Education Officer within three months. By March 2021 the police had trained 300 officers.
""",
        [
            ("test the front door", "2021-08-31"),
            ("new pathway will be in place", None),
            ("Merge the two exploitation groups", "2022-03-31"),
            ("data sharing protocol", "2021-12-31"),
            ("Section 175 audit will be completed", None),
        ],
    ),
    "a4": (
        "arrangements",
        """# Selwick multi-agency arrangements 2019

The arrangements will be reviewed every year. The Executive will review these arrangements in full by September 2020. Each agency will nominate a named lead.

The Quality Group will establish a dataset within the first six months. Children will be listened to. A child at risk of harm will be seen within 24 hours.

The former Board will cease on 1 September 2019. The legal deadline for publication is 29 June 2019.

We are committed to working with the adults board, and a joint protocol will be signed by the two chairs before Christmas 2019.

## Action plan

Objective: a voice for children

| No | What we will do | Who | Timescale |
|---|---|---|---|
| 1 | Set up a shadow board of young people | Participation Officer | September 2019 |
| 2 | Publish young people's version of this plan | Business Unit | Spring 2020 |
| 3 | Attend school councils | All partners | Ongoing |
""",
        [
            ("review these arrangements in full", "2020-09-30"),
            ("establish a dataset", None),
            ("joint protocol will be signed", None),
            ("Set up a shadow board", "2019-09-30"),
            ("young people's version", None),
        ],
    ),
}
HELD: dict[str, Passage] = {
    "h1": (
        "arrangements",
        """# Tarnhope Safeguarding Partnership

Multi-agency safeguarding arrangements, published 28 June 2019

The Accountable Officer, the Chief Superintendent and the Director lead the Partnership. They will meet four times a year. The NHS Tarnhope CCG will fund a second named doctor from April 2020. An implementation lead will be in post no later than 30 September 2019.

All staff will receive supervision. If partners cannot agree, the Chief Executive will decide. Regulations made in 2018 mean that child death review partners will set out their plans by the same date.

Serious incidents will be reviewed by the Case Review Group. The lead for schools will design a new audit tool and all 46 schools will complete it by the end of the spring term 2020.

### Transition plan

By July 2019:

* appoint the scrutineer
* close the accounts of the former Board (Finance Officer)

By December 2019:

* move the records to the Business Unit

The Partnership's vision is that by 2025 every child in Tarnhope will be safe.

On 14 October 2019 the Partnership will hold its first conference.
""",
        [
            ("second named doctor", "2020-04-30"),
            ("implementation lead will be in post", "2019-09-30"),
            ("design a new audit tool", None),
            ("appoint the scrutineer", "2019-07-31"),
            ("close the accounts", "2019-07-31"),
            ("move the records", "2019-12-31"),
        ],
    ),
    "h2": (
        "yearly-report",
        """# Tarnhope Safeguarding Partnership annual report

1 October 2019 to 30 September 2020

The audit of strategy discussions, planned for June 2020, did not take place; it has been rescheduled for November 2020 and the Detective Inspector will lead it. We asked young people what they thought. They told us that they will only talk to somebody they trust.

Domestic abuse: the Partnership has committed to commissioning a perpetrator programme by summer 2021. The Health Sub-Group is to bring forward proposals on perinatal mental health in January 2021.

We will keep this under review. Multi-agency training will continue to be offered every month. The scrutineer recommended that partners will need to do more on transitions.

## Looking ahead

| Theme | What we will do next | Owner | Deadline |
|---|---|---|---|
| Transitions | Agree a protocol with adult services | Service Director | End of June 2021 |
| Data | Recruit an analyst | Partnership Manager | Q4 2020/21 |
| Voice | Keep listening | Everyone | Always |

The next annual report will be published in December 2021.
""",
        [
            ("rescheduled for November 2020", "2020-11-30"),
            ("commissioning a perpetrator programme", None),
            ("bring forward proposals", "2021-01-31"),
            ("Agree a protocol with adult services", "2021-06-30"),
            ("Recruit an analyst", "2021-03-31"),
            ("next annual report will be published", "2021-12-31"),
        ],
    ),
    "h3": (
        "yearly-report",
        """# Wexmoor progress report

October 2020 to March 2021

Since the last report a manager has been appointed; she will take up her post on 4 May 2021. The partnership intends to adopt the Graded Profile by the end of 2021. Schools closed in January 2021 and, in the main, attendance will not recover before September.

The coroner will hold the inquest in July 2021. The government has said that it will publish new guidance in 2022.

## Forward plan

- Complete both reviews and publish them by 31 July 2021.
- A new website, by August 2021
- Strong leadership
- The Performance Group met in March 2021 and looked at the dashboard.

### Risks

Funding for the trainer ends in March 2022.
""",
        [
            ("take up her post", "2021-05-04"),
            ("adopt the Graded Profile", "2021-12-31"),
            ("Complete both reviews", "2021-07-31"),
            ("A new website", "2021-08-31"),
        ],
    ),
    "h4": (
        "arrangements",
        """# Wexmoor: how we work together

These arrangements start on 2 September 2019 and will be looked at again after one year.

The partners will consult children in the autumn. The Business Manager keeps the risk register and will update it quarterly. Information will be shared lawfully. The Director of Children's Services has undertaken to write a new threshold document by November 2019, and the Constabulary will second a sergeant to the hub for two years.

The statutory partners must agree a budget by 1 April each year. Any child who goes missing will be offered an interview within 72 hours. The Training Officer will produce a programme, which will be sent to all agencies by 10 January 2020.

Agencies will be expected to complete an audit every two years. Our aim is to have a workforce that will challenge and be challenged.
""",
        [
            ("write a new threshold document", "2019-11-30"),
            ("second a sergeant", None),
            ("produce a programme", "2020-01-10"),
        ],
    ),
}
