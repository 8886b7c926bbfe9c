"""The distribution as playback sees it: the site's origin, and how it is told to forget what it keeps.

It is made after the functions and so cannot stand in their environment: the edge stack leaves word in SSM.
"""

from functools import cache

from footlight import clients
from footlight.settings import settings


def site() -> str:
    """The origin that browsers open, such as ``https://d123.cloudfront.net``. Raises EdgeUnknown."""
    return _parameter(settings()["site_parameter"]).rstrip("/")


def forget(path: str, reference: str) -> None:
    """Invalidate ``path``, such as ``/media/public/alice/*``: the edge keeps public files for a year.

    A repeated ``reference`` does not invalidate twice. Raises EdgeUnknown.
    """
    clients.cloudfront().create_invalidation(
        DistributionId=_parameter(settings()["distribution_parameter"]),
        InvalidationBatch={"Paths": {"Quantity": 1, "Items": [path]}, "CallerReference": reference},
    )


@cache
def _parameter(name: str) -> str:
    ssm = clients.ssm()
    try:
        return ssm.get_parameter(Name=name)["Parameter"]["Value"]
    except ssm.exceptions.ParameterNotFound:
        raise EdgeUnknown(name) from None


class EdgeUnknown(Exception):
    """The edge stack, which writes the parameter, is not deployed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The SSM parameter {name} is missing: the edge stack writes it. Deploy that first.")
