"""The doors of prepared return."""

from __future__ import annotations

from mooring.casework.compartments import Compartment
from mooring.returns.views import handing_on, path, plans
from mooring.web.guard import CASE, Door, form_about_a_case

PART = Compartment.SUPPORT

RETURNS_DOORS: list[Door] = [
    Door(CASE + "return/", "return", "return.look", path.whole, compartment=PART),
    form_about_a_case("return/offer/", "return_offer", "return.offer", path.offer, PART),
    form_about_a_case("return/thinks-it-over/", "return_consider", "return.consider", path.consider, PART),
    form_about_a_case("return/yes/", "return_accept", "return.accept", path.accept, PART),
    form_about_a_case("return/no-for-now/", "return_say_no", "return.say_no", path.say_no, PART),
    form_about_a_case("return/withdraw/", "return_withdraw", "return.withdraw", path.withdraw, PART),
    form_about_a_case("return/risks/", "return_assess", "return.assess", plans.assess, PART),
    form_about_a_case("return/plan/", "return_plan", "return.plan", plans.plan, PART),
    form_about_a_case("return/money/", "return_agree_money", "return.agree_money", plans.agree_money, PART),
    form_about_a_case("return/money/<str:named>/", "return_pay", "return.pay", plans.pay, PART),
    form_about_a_case("return/hand-on/", "return_hand_on", "referral.draft", handing_on.refer, PART),
    form_about_a_case("return/travel/", "return_travel", "return.travel", path.travel, PART),
    form_about_a_case(
        "return/not-travelled/", "return_not_travelled", "return.not_travelled", path.not_travelled, PART
    ),
    form_about_a_case("return/arrival/", "return_arrive", "return.arrive", path.arrive, PART),
    form_about_a_case("return/how-is-the-person/", "return_follow_up", "return.follow_up", plans.follow_up, PART),
    form_about_a_case("return/close/", "return_close", "return.close", path.close, PART),
]
