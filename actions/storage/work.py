from sqlalchemy.ext.asyncio import AsyncConnection

from actions.storage.answer_store import SqlAnswers
from actions.storage.case_store import SqlCases
from actions.storage.challenge_store import SqlChallenges
from actions.storage.code_store import SqlCodes
from actions.storage.erasure_store import SqlErasures
from actions.storage.history_store import SqlHistory, SqlLedger
from actions.storage.outbox_store import SqlBankOutbox, SqlOutbox
from actions.storage.token_store import SqlServiceTokens
from actions.storage.vault_store import SqlVault
from actions.storage.vendor_inbox_store import SqlVendorInbox
from actions.storage.vendor_session_store import SqlVendorSessions


class SqlWork:
    """The stores of one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.cases = SqlCases(connection)
        self.history = SqlHistory(connection)
        self.ledger = SqlLedger(connection)
        self.vault = SqlVault(connection)
        self.challenges = SqlChallenges(connection)
        self.codes = SqlCodes(connection)
        self.answers = SqlAnswers(connection)
        self.outbox = SqlOutbox(connection)
        self.erasures = SqlErasures(connection)
        self.bank_outbox = SqlBankOutbox(connection)
        self.service_tokens = SqlServiceTokens(connection)
        self.vendor_sessions = SqlVendorSessions(connection)
        self.vendor_inbox = SqlVendorInbox(connection)
