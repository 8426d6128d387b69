#include "datasets/synth/describe/documented.hpp"

namespace gauze::synth::describe::documented {

std::vector<Source> sources()
{
    return {
        {"names", "the tables (and lists) of names that the population was made from, as shares of those who "
                  "have nobody to be named after; their own sources are in datasets/README.md"},
        {"lists", "Office for National Statistics, National Records of Scotland, Northern Ireland Statistics "
                  "and Research Agency: counts of births by given name; read from the folder of lists"},
        {"census-hh", "ONS, Household and resident characteristics, England and Wales: Census 2021 "
                      "(2 November 2022)"},
        {"census-size", "ONS, Census 2021, table TS017 Household size, England and Wales; rounded and "
                        "written down from memory, not checked against the table"},
        {"census-fam", "ONS, Families in England and Wales: Census 2021"},
        {"census-age",
         "ONS, Population and household estimates, England and Wales: Census 2021 (five-year age "
         "groups, sex, median age); the age groups rounded and written down from memory, not checked "
         "against the table; people under 16 as in ONS, Ethnic group by age and sex, England and "
         "Wales: Census 2021"},
        {"census-eth",
         "ONS, Ethnic group, England and Wales: Census 2021 (29 November 2022), rounded; single groups "
         "within the broad ones partly from memory, not checked against the table"},
        {"census-mig",
         "ONS, International migration, England and Wales: Census 2021 (born outside the United "
         "Kingdom); written down from memory, not checked against the publication"},
        {"families-2021", "ONS, Families and households in the UK: 2021 (Labour Force Survey)"},
        {"living-2021", "ONS, Living arrangements of people in England and Wales: Census 2021"},
        {"step-2011", "ONS, Stepfamilies in 2011, England and Wales (8 May 2014): of dependent children"},
        {"births-2013", "ONS, Births in England and Wales by characteristics of birth: 2013"},
        {"birthdays", "ONS, How popular is your birthday? Births in England and Wales 1995 to 2014: 1,974 on "
                      "26 September and 1,359 on 26 December, 1,800 on average"},
        {"home-office", "Home Office, January 2009, as reported in the press: 21,652 entries of 2007 in the "
                        "immigration case system had 1 January as birth date, one in 25"},
        {"census-2001", "ONS, Census 2001, England and Wales, as reported in the press: one in eight had "
                        "another address a year before"},
        {"onspd", "ONS Postcode Directory, November 2020: 1,770,724 live postcodes; with the 28.1 million "
                  "households of families-2021"},
        {"even", "what an even spread over the calendar would give"},
        {"rule", "what the rules of the number demand: all valid, none twice"},
    };
}

} // namespace gauze::synth::describe::documented
