from tests.servers.databases import begin, database_url, postgres_server, postgres_url, twin_or_url

__all__ = ["begin", "database_url", "postgres_server", "postgres_url", "twin_or_url"]
