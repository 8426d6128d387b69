#include "datasets/synth/five/five.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/output_folder.hpp"
#include "bloom/base/parallel.hpp"
#include "datasets/synth/five/custodians.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>
#include <vector>

#include <fmt/format.h>

namespace gauze::synth::five {

namespace {

using LookedAt = std::function<void(std::uint64_t)>;

// How many people each set of custodians holds, and no other custodian.
using HolderCounts = std::array<std::uint64_t, std::size_t{1} << custodians>;

struct FileCounts {
    std::uint64_t rows = 0;
    ErrorCounts errors;
};

// A stretch of people, or of places in a file.
struct Stretch {
    std::uint64_t first, end;
};

// Cuts 0 ... people - 1 into chunks, makes a wave of them in parallel and hands their products on in order.
template <class Product, class Make, class Take>
void in_chunks(const FiveOptions& options, const LookedAt& looked_at, Make make, Take take)
{
    const std::uint64_t wave = std::uint64_t{4} * threads();
    std::vector<Product> products;
    for (std::uint64_t start = 0; start < options.people; start += wave * options.chunk) {
        const std::uint64_t left = options.people - start;
        const std::uint64_t chunks = std::min(wave, (left + options.chunk - 1) / options.chunk);
        products.assign(static_cast<std::size_t>(chunks), Product{});
        for_each_task(products.size(), [&](std::size_t i) {
            const std::uint64_t first = start + i * options.chunk;
            products[i] = make(Stretch{first, std::min(first + options.chunk, options.people)});
        });
        for (const Product& product : products) take(product);
        looked_at(std::min(left, wave * options.chunk));
    }
}

HolderCounts count_holders(const FiveOptions& options, const Population& population,
                           const LookedAt& looked_at)
{
    HolderCounts total{};
    in_chunks<HolderCounts>(
        options, looked_at,
        [&](Stretch people) {
            HolderCounts counts{};
            for (std::uint64_t number = people.first; number < people.end; ++number)
                ++counts[holders_of(population, number)];
            return counts;
        },
        [&](const HolderCounts& counts) {
            for (std::size_t i = 0; i < counts.size(); ++i) total[i] += counts[i];
        });
    return total;
}

struct FilePart {
    std::string csv, truth;
    FileCounts counts;
};

FilePart make_part(const Register& file, const Population& population, Stretch places)
{
    FilePart part;
    for (std::uint64_t place = places.first; place < places.end; ++place) {
        const std::uint64_t number = file.person_at(place);
        if ((holders_of(population, number) & bit(file.custodian())) == 0) continue;
        file.append_row(number, part.csv, part.counts.errors);
        part.truth += fmt::format("{},{},{}\n", facts(file.custodian()).name, file.reference(number), number);
        ++part.counts.rows;
    }
    return part;
}

FileCounts write_file(const FiveOptions& options, const Register& file, const Population& population,
                      FileWriter& csv, FileWriter& truth, const LookedAt& looked_at)
{
    const CustodianFacts& about = facts(file.custodian());
    if (about.byte_order_mark) csv.write("\xef\xbb\xbf");
    csv.write(fmt::format("{}{}", about.header, about.line_end));
    FileCounts total;
    in_chunks<FilePart>(
        options, looked_at, [&](Stretch places) { return make_part(file, population, places); },
        [&](const FilePart& part) {
            csv.write(part.csv);
            truth.write(part.truth);
            total.rows += part.counts.rows;
            total.errors += part.counts.errors;
        });
    return total;
}

double fraction(Rate rate) { return rate.per_million / 1e6; }

Json describe_file(Custodian custodian, const FileCounts& counts)
{
    const CustodianFacts& about = facts(custodian);
    std::vector<Json> errors;
    for (std::size_t kind = 0; kind < error_kinds; ++kind)
        errors.push_back(Json()
                             .set("kind", to_text(static_cast<ErrorKind>(kind)))
                             .set("possible", counts.errors.by_kind[kind].could)
                             .set("happened", counts.errors.by_kind[kind].did));
    return Json()
        .set("name", about.name)
        .set("file", fmt::format("{}/{}", about.name, about.file))
        .set("id_column", about.id_column)
        .set("expected_coverage", fraction(about.coverage))
        .set("rows", counts.rows)
        .set("errors", errors);
}

Json describe_errors(const Preset& preset)
{
    std::vector<Json> kinds, classes;
    for (std::size_t kind = 0; kind < error_kinds; ++kind)
        kinds.push_back(Json()
                            .set("kind", to_text(static_cast<ErrorKind>(kind)))
                            .set("rate", fraction(preset.rates[kind])));
    for (const QualityClass& quality : preset.classes)
        classes.push_back(Json()
                              .set("class", quality.name)
                              .set("share", fraction(quality.share))
                              .set("times_the_rate", quality.percent / 100.0));
    return Json().set("preset", preset.name).set("kinds", kinds).set("record_classes", classes);
}

// What linkage has to find: for each two custodians the people both hold, and how many hold a person.
void describe_overlap(const HolderCounts& counts, Json& manifest)
{
    std::vector<Json> overlap, held_by;
    std::array<std::uint64_t, custodians + 1> by_number{};
    std::uint64_t true_pairs = 0;
    for (std::size_t holders = 0; holders < counts.size(); ++holders)
        by_number[static_cast<std::size_t>(std::popcount(holders))] += counts[holders];
    for (std::size_t a = 0; a < custodians; ++a)
        for (std::size_t b = a + 1; b < custodians; ++b) {
            const Holders both = bit(all_custodians[a]) | bit(all_custodians[b]);
            std::uint64_t people = 0;
            for (Holders holders = 0; holders < counts.size(); ++holders)
                if ((holders & both) == both) people += counts[holders];
            overlap.push_back(Json()
                                  .set("a", facts(all_custodians[a]).name)
                                  .set("b", facts(all_custodians[b]).name)
                                  .set("people", people));
            true_pairs += people;
        }
    for (std::size_t number = 0; number < by_number.size(); ++number)
        held_by.push_back(Json().set("custodians", number).set("people", by_number[number]));
    manifest.set("overlap", overlap).set("held_by", held_by).set("true_pairs", true_pairs);
}

void check(const FiveOptions& options)
{
    assert(options.errors != nullptr && options.chunk > 0);
    if (options.people < 1 || options.people > most_people)
        throw Error(Exit::usage, fmt::format("--people is 1 to {}", most_people));
    if (options.seed > static_cast<Seed>(std::numeric_limits<std::int64_t>::max()))
        throw Error(Exit::usage,
                    fmt::format("--seed is at most {}", std::numeric_limits<std::int64_t>::max()));
}

} // namespace

Json write_five(const FiveOptions& options, const LookedAt& looked_at)
{
    check(options);
    OutputFolder folder(options.out, "five", options.existing);
    const Population population(options.seed, options.people);
    const HolderCounts holders = count_holders(options, population, looked_at);

    std::vector<Json> parties;
    FileWriter truth(folder.file("truth.csv"), FileMode::everyone_reads);
    truth.write("party,id,entity\n");
    for (const Custodian custodian : all_custodians) {
        const CustodianFacts& about = facts(custodian);
        const Register file(custodian, population, *options.errors);
        const auto path = std::filesystem::path(about.name) / about.file;
        FileWriter csv(folder.file(path), FileMode::everyone_reads);
        parties.push_back(
            describe_file(custodian, write_file(options, file, population, csv, truth, looked_at)));
        csv.close();
    }
    truth.close();

    Json manifest;
    manifest.set("made_by", "gauze-synth five 1").set("seed", options.seed).set("people", options.people);
    manifest.set("parties", parties)
        .set("truth", "truth.csv")
        .set("errors", describe_errors(*options.errors));
    describe_overlap(holders, manifest);
    FileWriter written(folder.file("manifest.json"), FileMode::everyone_reads);
    written.write(manifest.pretty());
    written.close();
    folder.commit();
    return manifest;
}

} // namespace gauze::synth::five
