"""What the bot says in each language, and what verification answers when a photo fails or consents are listed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.browser.alone.card_contents import BASES, CONSENTS
from tests.browser.alone.conversation import Conversation

GREETING = {
    "ko": "안녕하세요, 고객님. 저는 본인확인을 도와드리는 자동 상담 도우미 길동이에요. "
    "언제든지 ‘상담원과 대화하기’를 누르시면 은행 직원과 대화하실 수 있어요.",
    "fa": "سلام. من گیلدونگ، دستیار خودکار بانک هستم و در احراز هویت همراه شما هستم. "
    "هر زمان بخواهید می‌توانید با کارشناس بانک گفت‌وگو کنید.",
    "en": "Hello. I’m Gildong, the bank’s automated assistant for identity checks. "
    "You can talk to a person at any time.",
}
START = {"ko": "본인확인 시작하기", "fa": "شروع احراز هویت", "en": "Start the identity check"}
ASK = {"ko": "무엇이 필요한가요?", "fa": "چه چیزهایی لازم است؟", "en": "What do I need?"}
STEP_TEXT = {
    "ko": "다음 단계예요. 아래 카드에서 진행해 주세요.",
    "fa": "این مرحلهٔ بعدی است. لطفاً در کارت زیر ادامه دهید.",
    "en": "Here is the next step. Please go on in the card below.",
}
REPLY = {
    "ko": "말씀 잘 들었어요. 궁금한 점은 언제든지 물어보세요.",
    "fa": "متوجه شدم. هر پرسشی دارید بپرسید.",
    "en": "I see. Ask me anything at any time.",
}
GLARE = {
    "ko": "신분증에 빛이 반사됐어요.",
    "fa": "روی مدرک بازتاب نور دیده می‌شود.",
    "en": "There is glare on the document.",
}
TILT = {"ko": "휴대폰을 살짝 기울여 주세요.", "fa": "گوشی را کمی کج کنید.", "en": "Tilt the phone a little."}


def opening(language: str) -> dict[str, Any]:
    options = [{"id": "start_verification", "label": START[language]}, {"id": "ask", "label": ASK[language]}]
    return {"text": GREETING[language], "options": options}


def failed_outcome(conversation: Conversation) -> dict[str, Any]:
    return {
        "result": "failed",
        "reason": "DOC_GLARE",
        "cause": GLARE[conversation.language],
        "tip": TILT[conversation.language],
        "attempts_left": 3 - conversation.failures,
        "journey": conversation.journey,
    }


def consents_of(conversation: Conversation) -> list[dict[str, Any]]:
    given = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    return [
        {
            "item": item,
            "title": texts[conversation.language]["title"],
            "given": item not in conversation.withdrawn,
            "at": given,
            "withdrawn_at": given if item in conversation.withdrawn else None,
            "basis": BASES.get(item, "consent"),
            "can_withdraw": item not in BASES,
        }
        for item, texts in CONSENTS.items()
    ]
