// The five custodians: whom each one knows, in which order its file stands, and how its columns are called
// and written. They differ as real ones do: dates as 03/11/2016, 2016-11-03 or in three columns; sex as F,
// Female or 2; capitals without accents from an old housing system; a byte-order mark and CRLF where a
// spreadsheet was involved.
#pragma once

#include "datasets/synth/five/observation.hpp"
#include "datasets/synth/five/population.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace gauze::synth::five {

enum class Custodian : std::uint8_t { hospital, gp, school, social_care, housing };
inline constexpr std::size_t custodians = 5;
inline constexpr std::array<Custodian, custodians> all_custodians{
    Custodian::hospital, Custodian::gp, Custodian::school, Custodian::social_care, Custodian::housing};

struct CustodianFacts {
    std::string_view name; // of the party, and of its folder: "social-care"
    std::string_view file; // "children.csv"
    std::string_view id_column;
    std::string_view header; // the whole first line
    std::string_view line_end;
    bool byte_order_mark;
    Rate coverage; // of the population, on average
};
const CustodianFacts& facts(Custodian custodian);

// Custodians as bits, lowest for the hospital.
using Holders = std::uint32_t;
constexpr Holders bit(Custodian custodian) { return Holders{1} << static_cast<std::uint32_t>(custodian); }
// Who holds a record about this person. Families in need are more often known to some custodians and less
// often to others, and housing knows whole households; so overlaps are not products of coverages.
Holders holders_of(const Population& population, std::uint64_t number);

// One custodian's file. Its rows stand in the order of a pseudo-random permutation of all people, its
// references are another: neither says who somebody is, nor who is whose sister. Immutable: any number of
// threads.
class Register {
public:
    // Both arguments must outlive this.
    Register(Custodian custodian, const Population& population, const Preset& preset);

    Custodian custodian() const noexcept { return custodian_; }
    // The person who stands, or would if held, at this place of the file: 0 ... people - 1.
    std::uint64_t person_at(std::uint64_t place) const { return order_(place); }
    // The custodian's own reference, opaque and used once.
    std::string reference(std::uint64_t number) const;
    void append_row(std::uint64_t number, std::string& csv, ErrorCounts& errors) const;

private:
    Custodian custodian_;
    const Population& population_;
    const Preset& preset_;
    Permutation order_, references_;
};

} // namespace gauze::synth::five
