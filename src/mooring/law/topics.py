"""What the parts of a pack, its facts and its kinds of sources are called, for whoever reads the law itself."""

from mooring.law.words import N_

TOPICS: dict[str, str] = {
    "ways_in": N_("The way in"),
    "authority": N_("Who assesses"),
    "identification": N_("Identification"),
    "decisions": N_("The decisions"),
    "age": N_("Age"),
    "reflection": N_("The reflection period"),
    "recovery": N_("The recovery period"),
    "period": N_("The recovery and reflection period"),
    "protection": N_("What is due"),
    "first_contact": N_("First contact"),
    "police_decision": N_("Decisions of the police"),
    "criminal_code": N_("The criminal code"),
    "definition": N_("The definition"),
    "palermo": N_("The Palermo Protocol"),
    "right_of_access": N_("The right to one's own file"),
    "retention": N_("How long data are kept"),
    "permits": N_("Permits for the sake of a court case, and days that do not count"),
    "services": N_("Help: what there is, and who pays"),
    "options": N_("What can be offered now"),
    "information": N_("What a person is told"),
    "redress": N_("Witness care and compensation"),
    "children": N_("Children"),
    "housing": N_("Housing"),
    "prepared_return": N_("Prepared return"),
    "sharing": N_("What may be told, and on what ground"),
    "breaks": N_("Breaks in figures"),
}
FACTS: dict[str, str] = {
    "acts": N_("Acts (codes, with commas)"),
    "age": N_("Age in years"),
    "asked_on": N_("Day it was asked"),
    "assessment_open": N_("Is the assessment open?"),
    "asylum_system": N_("Was asylum asked for?"),
    "bad_faith": N_("Claimed in bad faith?"),
    "basis": N_("Basis of data protection"),
    "begins": N_("First day"),
    "best_interest_assessed": N_("Was it assessed what is best for the child?"),
    "by": N_("Who refers"),
    "child": N_("Treated as a child?"),
    "compelled": N_("Compelled?"),
    "concluded_on": N_("Day of the last decision"),
    "consents": N_("Does the person consent?"),
    "controller": N_("Kind of agency"),
    "data_class": N_("Class of data"),
    "days": N_("Days"),
    "decision": N_("Decision of the police"),
    "definition": N_("Definition"),
    "excepted_offence": N_("An offence the law excepts?"),
    "excluded": N_("Protection taken away?"),
    "facing_removal": N_("Detained for immigration, or facing removal?"),
    "granted_days_so_far": N_("Days granted so far"),
    "ground": N_("Ground"),
    "group": N_("Gender, by the person's own statement"),
    "happened": N_("When it happened, with zone"),
    "identified": N_("Has the status been found?"),
    "in_doubt": N_("Is the age in doubt?"),
    "kind_of_house": N_("Kind of house"),
    "law_enforcement": N_("Held by the police to investigate crime?"),
    "legal_resident": N_("Resides legally?"),
    "matter": N_("Matter"),
    "means": N_("Means (codes, with commas)"),
    "ordered_to_leave": N_("Ordered to leave?"),
    "public_order": N_("A ground of public order?"),
    "purposes": N_("Purposes (codes, with commas)"),
    "reason": N_("Reason"),
    "residence_basis": N_("Residence basis"),
    "same_officer": N_("The same officer?"),
    "section": N_("Section"),
    "stage": N_("Stage"),
    "started": N_("When it began, with zone"),
    "stated_age": N_("Stated age"),
    "stay_lawful": N_("Is the stay lawful?"),
    "territory": N_("Territory"),
    "turns_on": N_("Day of coming of age"),
    "unaccompanied": N_("Did the child come alone?"),
    "unaccompanied_ordered_to_leave": N_("A child alone here, ordered to leave?"),
    "under_18": N_("Under 18?"),
}


def topic(code: str) -> str:
    """The English name of a part of a pack, to be translated; a part without one goes by its file's name."""
    return TOPICS.get(code, code.replace("_", " ").capitalize())


def fact(name: str) -> str:
    """The English name of a fact, to be translated."""
    return FACTS.get(name, name.replace("_", " ").capitalize())
