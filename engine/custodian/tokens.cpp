#include "engine/custodian/tokens.hpp"

#include "engine/custodian/cutters.hpp"
#include "engine/custodian/normalize.hpp"

#include <algorithm>

namespace gauze::custodian {

using project::FieldKind;

TokenList::~TokenList()
{
    // earlier, longer cells stand behind the last one
    wipe(std::as_writable_bytes(std::span(text_.get(), text_room_)));
}

void TokenList::grow(std::size_t tokens, std::size_t bytes)
{
    const std::size_t text_room = std::max<std::size_t>(256, 2 * (bytes_ + bytes));
    const std::size_t ends_room = std::max<std::size_t>(64, 2 * (size_ + tokens));
    auto text = std::make_unique_for_overwrite<char[]>(text_room);
    auto ends = std::make_unique_for_overwrite<std::uint32_t[]>(ends_room);
    std::copy_n(text_.get(), bytes_, text.get());
    std::copy_n(ends_.get(), size_, ends.get());
    wipe(std::as_writable_bytes(std::span(text_.get(), text_room_)));
    text_ = std::move(text), ends_ = std::move(ends);
    text_room_ = text_room, ends_room_ = ends_room;
}

void cut(FieldKind kind, std::string_view normal, TokenList& into)
{
    into.clear();
    if (normal.empty()) return;
    switch (kind) {
    case FieldKind::given_name:
    case FieldKind::family_name:
    case FieldKind::full_name:
    case FieldKind::place:
    case FieldKind::text: return cut_words(normal, into);
    case FieldKind::address_line: return cut_address(normal, into);
    case FieldKind::date: return cut_date(normal, into);
    case FieldKind::sex: return into.add(normal);
    case FieldKind::postcode: return cut_postcode(normal, into);
    case FieldKind::nhs_number:
    case FieldKind::upn:
    case FieldKind::nino: return add_places(normal, into);
    case FieldKind::phone: return cut_phone(normal, into);
    case FieldKind::email: return cut_email(normal, into);
    case FieldKind::code: return cut_code(normal, into);
    case FieldKind::number: return cut_number(normal, into);
    }
}

CellFault Tokeniser::tokens(std::string_view cell, TokenList& into) const
{
    WipedText normal;
    const CellFault fault = rules_.normalise(cell, normal.value);
    cut(rules_.kind(), normal.value, into);
    return fault;
}

CellFault Tokeniser::tokens(std::string_view day, std::string_view month, std::string_view year,
                            TokenList& into) const
{
    WipedText normal;
    const CellFault fault = rules_.normalise(day, month, year, normal.value);
    cut(rules_.kind(), normal.value, into);
    return fault;
}

} // namespace gauze::custodian
