"""Below which keys of a note its people and companies stand, unless the config says it."""

KEYS = ("people", "persons", "companies", "companies_orgs", "organizations", "organisations", "orgs")
