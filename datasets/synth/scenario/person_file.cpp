#include "datasets/synth/scenario/person_file.hpp"

#include "datasets/synth/scenario/cells.hpp"
#include "datasets/synth/spelling.hpp"

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace {

std::string relative(const Somebody& who, Slot slot)
{
    return slot == nobody ? "" : to_text(who.other(slot).number());
}

} // namespace

std::string household_of(const Somebody& who)
{
    return fmt::format("H{:x}-{}", who.around->number, who->household);
}

std::string family_of(const Somebody& who)
{
    return fmt::format("F{:x}-{}", who.around->number, who->family);
}

std::string header_of_persons()
{
    return "person,sex,birth,expected,born,given,middle,family,ethnicity,nhs_number,upn,nino,district,ward,"
           "postcode,uprn,household,family_group,mother,father\n";
}

std::string person_line(const Somebody& who)
{
    const Day today = who.world->options().today;
    const Name& name = who->name_on(today).name;
    const Home& home = home_of(who, today);
    const std::string cells[] = {to_text(who.number()),
                                 sex_letter(who->sex_on(today)),
                                 iso(who->birth),
                                 iso(who->expected),
                                 who->unborn(today) ? "N" : "Y",
                                 name.given,
                                 name.middle,
                                 name.family,
                                 std::string(ethnicities()[who->ethnicity].code),
                                 who->nhs_number,
                                 who->upn,
                                 who->nino,
                                 home.district,
                                 home.ward,
                                 home.postcode,
                                 home.uprn == 0 ? "" : std::to_string(home.uprn),
                                 household_of(who),
                                 family_of(who),
                                 relative(who, who->mother),
                                 relative(who, who->father)};
    std::string csv;
    CsvLine line(csv);
    for (const std::string& cell : cells) line.cell(cell);
    line.end("\n");
    return csv;
}

} // namespace gauze::synth::scenario
