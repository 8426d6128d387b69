#include "datasets/synth/observe/dice.hpp"

#include <algorithm>

namespace gauze::synth {

namespace {

std::size_t drawn_class(const Preset& preset, Draws& draws)
{
    std::uint32_t left = draws.below(1'000'000);
    std::size_t found = 0;
    for (; found + 1 < preset.classes.size() && left >= preset.classes[found].share.per_million; ++found)
        left -= preset.classes[found].share.per_million;
    return found;
}

} // namespace

std::uint32_t chance_in_class(const Preset& preset, std::size_t quality_class, Rate rate)
{
    // A chance times its class's share, summed, must come to this.
    std::uint64_t mass = std::uint64_t{rate.per_million} * 100 * 1'000'000;
    std::array<bool, 3> certain{};
    for (;;) {
        std::uint64_t weight = 0, rest = mass;
        for (std::size_t c = 0; c < certain.size(); ++c) {
            const QualityClass& one = preset.classes[c];
            if (certain[c])
                rest -= std::min(rest, std::uint64_t{one.share.per_million} * certainty);
            else
                weight += std::uint64_t{one.share.per_million} * one.percent;
        }
        if (certain[quality_class]) return certainty;
        if (weight == 0) return 0;
        bool settled = true;
        for (std::size_t c = 0; c < certain.size(); ++c) {
            if (certain[c] || preset.classes[c].percent * rest < weight * certainty) continue;
            certain[c] = true, settled = false;
        }
        if (settled) return static_cast<std::uint32_t>(preset.classes[quality_class].percent * rest / weight);
    }
}

Dice::Dice(const Preset& preset, Draws draws, ErrorCounts& counts, std::vector<ErrorKind>& errors)
    : preset_(preset), draws_(draws), counts_(counts), errors_(errors), class_(drawn_class(preset, draws_))
{}

bool Dice::one_of(std::initializer_list<Face> faces, ErrorKind& happened)
{
    std::uint32_t all = 0;
    for (const Face& face : faces) {
        if (!face.possible) continue;
        ++counts_.by_kind[static_cast<std::size_t>(face.kind)].could;
        all = std::min(1'000'000u, all + preset_.rate(face.kind).per_million);
    }
    // Thrown in any case: what is possible to one record does not move the dice of the next kinds.
    std::uint64_t thrown = draws_.below(certainty);
    const std::uint64_t chance = chance_in_class(preset_, class_, {all});
    if (thrown >= chance) return false;
    std::uint64_t face_ends = 0;
    for (const Face& face : faces) {
        if (!face.possible) continue;
        face_ends += preset_.rate(face.kind).per_million;
        if (thrown * all >= face_ends * chance) continue;
        ++counts_.by_kind[static_cast<std::size_t>(face.kind)].did;
        errors_.push_back(face.kind);
        happened = face.kind;
        return true;
    }
    return false;
}

bool Dice::happens(ErrorKind kind, bool possible)
{
    ErrorKind happened{};
    return one_of({{kind, possible}}, happened);
}

} // namespace gauze::synth
