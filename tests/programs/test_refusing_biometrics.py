"""Refusing the selfie ends nothing: it can be agreed to later on the selfie's own card, or another way be taken."""

from tests.servers import journey, photos
from tests.servers.gildong import Gildong
from tests.servers.loopback import loopback
from tests.servers.people import Customer, Message, customer


async def without_biometrics(person: Customer) -> Message:
    card = await journey.consent(person, await journey.begin(person), biometrics=False)
    return await journey.document(person, await journey.details(person, card))


async def test_the_consent_refused_at_first_is_given_on_the_selfie_card(gildong: Gildong) -> None:
    async with customer(gildong.url) as person:
        card = await without_biometrics(person)
        refused = await person.hand_in(card, photo=b"\xff\xd8\xff not looked at")
        assert (refused.status_code, refused.json()["error"]) == (403, "consent_missing")
        content = (await person.look(card))["data"]
        assert [one["item"] for one in content["consents"]] == ["biometrics"]
        decision = {"decisions": {"biometrics": True}, "release": content["release"], "language": "en"}
        assert (await person.hand_in(card, json=decision)).status_code == 200
        await journey.selfie(person, card)


async def test_r20_refusing_the_face_leads_to_the_branch_and_ends_nothing(gildong: Gildong) -> None:
    async with customer(gildong.url) as person:
        card = await without_biometrics(person)
        ref = card["body"]["ref"]
        headers = {"Authorization": f"Bearer {person.token}"}
        async with loopback() as http:
            path = f"{gildong.url}/evidence/{ref['case_id']}/{ref['step']}/alternative"
            assert (await http.post(path, json={}, headers=headers)).status_code == 200
        view = await person.inbox.until("journey", lambda v: v["current"] == "branch")
        states = {step["id"]: step["state"] for step in view["steps"]}
        assert (view["status"], states["selfie"]) == ("started", "replaced")
        visit = await person.card("visit", card["seq"])
        assert visit["body"]["ref"] == {"case_id": ref["case_id"], "step": "branch"}
        assert (await person.look(visit))["data"]["how"]


async def test_r13_where_the_other_way_is_a_call_it_is_called_one_and_its_card_comes_with_it(gildong: Gildong) -> None:
    async with customer(gildong.url, "ko") as person:
        card = await journey.to_selfie(person)
        assert (await person.hand_in(card, photo=photos.selfie())).status_code == 200
        card = await person.card("transfer", card["seq"])
        told = await person.bot(await person.say("다른 방법은 없나요?"), "choices")
        labels = {option["id"]: option["label"] for option in told["body"]["options"]}
        assert labels["choose_alternative"] == "영상통화로 하기"
        call = await person.card("video", await person.choose(told, "choose_alternative"))
        assert call["body"]["ref"]["step"] == "video_call"
