// What goes wrong with one record, thrown for with dice whose averages are the preset's rates.
//
// Two things would bend the averages. A bad record's rates are several times the preset's, and a probability
// ends at 1: what is cut off there is given to the better classes. And an error that another one hides (a
// slip in a cell that stays blank) would have to be taken out of the count, mostly from bad records, and the
// rest would look too good. So what excludes each other is thrown for with one die, whose faces have the
// widths of the rates: at most one of them happens, each at its own rate, and all that happens can be seen.
#pragma once

#include "datasets/synth/observe/record.hpp"

#include <initializer_list>

namespace gauze::synth {

// The chance, in hundred-millionths, of something with this rate in a record of this class. Averaged over the
// classes by their shares it is the rate, exactly where no class is at certainty, else to a
// hundred-millionth.
inline constexpr std::uint32_t certainty = 100'000'000;
std::uint32_t chance_in_class(const Preset& preset, std::size_t quality_class, Rate rate);

class Dice {
public:
    // Throws for the class first. `counts` and `errors` must outlive this; both are added to.
    Dice(const Preset& preset, Draws draws, ErrorCounts& counts, std::vector<ErrorKind>& errors);

    struct Face {
        ErrorKind kind;
        bool possible; // to this record
    };
    // One of these kinds, or none. All that are possible count as such. Rates that add up to more than 1 are
    // cut off there, from the last.
    bool one_of(std::initializer_list<Face> faces, ErrorKind& happened);
    bool happens(ErrorKind kind, bool possible);
    std::size_t quality_class() const noexcept { return class_; }

private:
    const Preset& preset_;
    Draws draws_;
    ErrorCounts& counts_;
    std::vector<ErrorKind>& errors_;
    std::size_t class_ = 0;
};

} // namespace gauze::synth
