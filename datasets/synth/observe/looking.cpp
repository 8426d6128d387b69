#include "datasets/synth/observe/looking.hpp"

#include "datasets/synth/observe/as_it_is.hpp"
#include "datasets/synth/spelling.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

// References are opaque, each is used once, and they are the same whatever the size of the population.
constexpr std::uint64_t records_a_person = 4, every_reference = std::uint64_t{1} << 33;
static_assert(every_reference < 10'000'000'000);

std::string_view age_group(const Person& person, Day day)
{
    if (person.birth > day) return "unborn";
    const int age = person.age(day);
    return age < 5 ? "00-04" : age < 18 ? "05-17" : age < 40 ? "18-39" : age < 65 ? "40-64" : "65+";
}

} // namespace

const FileStyle& style_for(const ObservationOptions& options, const Organisation& organisation)
{
    return options.common_columns ? common_style() : style_of(organisation.kind);
}

Looking::Looking(const World& world, const ObservationOptions& options) : world_(world), options_(options)
{
    for (const Organisation& organisation : options.organisations)
        references_.emplace_back(world.options().seed, Purpose::file_reference, organisation.variant,
                                 every_reference);
}

std::string Looking::reference(const Person& person, std::size_t organisation, std::uint32_t number) const
{
    return fmt::format("{:010}", references_[organisation](person.number * records_a_person + number));
}

Part Looking::at(const Neighbourhood& around, std::size_t people) const
{
    Part part;
    part.people = std::min(people, around.people.size());
    part.files.resize(options_.organisations.size());
    part.overlap = Overlap(options_.organisations.size());
    for (std::size_t slot = 0; slot < part.people; ++slot) look_at(around, static_cast<Slot>(slot), part);
    return part;
}

void Looking::look_at(const Neighbourhood& around, Slot who, Part& part) const
{
    std::vector<std::uint32_t> held(options_.organisations.size());
    for (std::size_t i = 0; i < held.size(); ++i) {
        if (might_know(around, who, options_.organisations[i])) ++part.files[i].might_know;
        held[i] = records_held(world_, around, who, options_.organisations[i]);
        for (std::uint32_t number = 0; number < held[i]; ++number) add_record(around, who, i, number, part);
    }
    part.overlap.add(held);
    if (std::any_of(held.begin(), held.end(), [](std::uint32_t n) { return n > 0; }))
        add_stratum(around.people[who], part);
}

void Looking::add_record(const Neighbourhood& around, Slot who, std::size_t organisation,
                         std::uint32_t number, Part& part) const
{
    const Organisation& holder = options_.organisations[organisation];
    const Person& person = around.people[who];
    const FileStyle& written = style_for(options_, holder);
    FilePart& file = part.files[organisation];
    const std::string id = reference(person, organisation, number);
    const Record record = record_held(world_, around, who, holder, number, file.errors);
    written.append_row(record, id, file.text);
    Draws order(world_.options().seed, Purpose::file_order, person.number | std::uint64_t{number} << 48,
                holder.variant);
    file.rows.push_back({order.next_64(), file.text.size()});
    part.truth += fmt::format("{},{},{}\n", holder.name, id, to_text(person.number));
    for (const ErrorKind kind : record.errors)
        if (written.shows(kind)) part.errors += fmt::format("{},{},{}\n", holder.name, id, to_text(kind));
    if (options_.true_cells)
        written.append_row(as_it_is(world_, around, who, lens_at(world_, person, holder)).record, id,
                           file.true_cells);
}

void Looking::add_stratum(const Person& person, Part& part) const
{
    const Day today = world_.options().today;
    CsvLine cells(part.strata);
    cells.cell(to_text(person.number))
        .cell(communities()[person.community].name)
        .cell(ethnicities()[person.ethnicity].broad)
        .cell(age_group(person, today))
        .cell(person.sex_on(today) == Sex::female ? "female" : "male");
    cells.end("\n");
}

} // namespace gauze::synth
