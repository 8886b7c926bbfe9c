"""The people of the journeys."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Person:
    """Somebody with an account; ``headers`` speak for them on the API."""

    name: str
    email: str
    password: str
    token: str = ""
    user_id: str = ""

    def signed_in(self, token: str, user_id: str) -> "Person":
        """The same person with an access token."""
        return replace(self, token=token, user_id=user_id)

    @property
    def headers(self) -> dict[str, str]:
        """The Authorization header."""
        return {"Authorization": f"Bearer {self.token}"}
