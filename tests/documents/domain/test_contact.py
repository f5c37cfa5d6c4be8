"""Where the public writes to, however the notice says it."""

import pytest

from zhenggai.documents.domain.contact import read_contact
from zhenggai.documents.domain.lines import read_lines


@pytest.mark.parametrize(
    "told",
    [
        "通讯地址：云岭市清风路12号，邮编：000321",
        "来信请寄：云岭市清风路12号，邮政编码000321",
        "来信请寄云岭市清风路12号（邮编：000321）",
        "来信寄至云岭市清风路12号，邮编000321",
    ],
)
def test_the_address_ends_before_the_postcode(told: str) -> None:
    contact = read_contact(read_lines(f"如有意见建议，请及时反映。{told}；电话：0000-5550001。"))
    assert (contact.address, contact.postcode, contact.phones) == ("云岭市清风路12号", "000321", ("0000-5550001",))
