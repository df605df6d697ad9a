"""What the codes of this pack are called. Names of organisations stand in the pack as they are."""

from mooring.law import N_

LABELS = {
    "united_kingdom": N_("United Kingdom"),
    "england_and_wales": N_("England and Wales"),
    "scotland": N_("Scotland"),
    "northern_ireland": N_("Northern Ireland"),
    # who
    "first_responders": N_("first responders"),
    "police_forces": N_("police forces"),
    "home_office": N_("the Home Office (visas, border, enforcement)"),
    "national_crime_agency": N_("the National Crime Agency"),
    "local_authorities": N_("local authorities"),
    "gangmasters_and_labour_abuse_authority": N_("the Gangmasters and Labour Abuse Authority"),
    "health_and_social_care_trusts": N_("health and social care trusts"),
    "single_competent_authority": N_("the Single Competent Authority"),
    "immigration_enforcement_competent_authority": N_("the Immigration Enforcement Competent Authority"),
    # stages, tests, outcomes
    "reasonable_grounds": N_("reasonable grounds"),
    "no_reasonable_grounds": N_("no reasonable grounds"),
    "conclusive_grounds": N_("conclusive grounds"),
    "conclusive_grounds_decision": N_("the conclusive grounds decision"),
    "with_the_decision": N_("begins with the decision, unasked"),
    "additional_evidence": N_("further evidence"),
    "not_in_line_with_guidance": N_("a decision not in line with the guidance"),
    # grounds
    "public_order": N_("a threat to public order"),
    "bad_faith": N_("a claim made in bad faith"),
    "recovery_from_harm": N_("recovery from harm"),
    "seeking_compensation": N_("seeking compensation"),
    "cooperation_with_authority": N_("co-operation in an investigation or prosecution"),
    # help
    "accommodation": N_("a place to live"),
    "material_help": N_("material help"),
    "medical_care": N_("medical care"),
    "translation": N_("translation and interpreting"),
    "counselling": N_("counselling"),
    "legal_advice": N_("legal advice"),
    "information": N_("information on services"),
    "repatriation": N_("help to return home"),
    # what may be passed on
    "reason": N_("the reason for saying no"),
    "gender": N_("gender"),
    "nationality": N_("nationality"),
}
