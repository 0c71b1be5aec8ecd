using System.Collections.Immutable;

namespace DeepFlow.Workflows.Types;

/// <summary>Reads types in their text form.</summary>
public static class TypeText
{
    /// <exception cref="FormatException">The text is no type; the message says where it stops being one.</exception>
    public static DslType Parse(string text)
    {
        var reader = new Reader(text);
        var type = reader.Type();
        reader.End();
        return type;
    }

    private sealed class Reader(string text)
    {
        private int at;

        public DslType Type()
        {
            var type = Peek() == '{' ? new EnumType(Members()) : Named();
            while (Peek() == '?')
            {
                at++;
                type = new OptionalType(type);
            }
            return type;
        }

        public void End()
        {
            if (Peek() != '\0') throw Wrong("the end");
        }

        private DslType Named()
        {
            var name = Word();
            if (name == "record" && Peek() == '{') return new RecordType(Fields());
            if (name == "rules" && Peek() == '{') return new RulesType(Fields());
            if (Peek() != '<') return new NamedType(name);
            at++;
            DslType type = name switch
            {
                "list" => new ListType(Type()),
                "range" => new RangeType(Type()),
                "map" => new MapType(Type()),
                "dataset" => new DatasetType(Word()),
                "dataset_type" => new DatasetDeclarationType(Word()),
                "predicate" => new PredicateType(Word()),
                "fields_of" => new FieldsOfType(Word()),
                _ => throw new FormatException($"\"{name}\" in the type \"{text}\" takes nothing in < >."),
            };
            Expect('>');
            return type;
        }

        private ImmutableArray<string> Members() => Separated(Word);

        private ImmutableArray<RecordField> Fields() => Separated(() =>
        {
            var name = Word();
            Expect(':');
            return new RecordField(name, Type());
        });

        private ImmutableArray<T> Separated<T>(Func<T> item)
        {
            Expect('{');
            var items = ImmutableArray.CreateBuilder<T>();
            while (Peek() != '}')
            {
                items.Add(item());
                if (Peek() == ',') at++;
                else break;
            }
            Expect('}');
            return items.ToImmutable();
        }

        private string Word()
        {
            Peek();
            var start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
            return at > start ? text[start..at] : throw Wrong("a name");
        }

        private void Expect(char expected)
        {
            if (Peek() != expected) throw Wrong($"\"{expected}\"");
            at++;
        }

        private char Peek()
        {
            while (at < text.Length && text[at] == ' ') at++;
            return at < text.Length ? text[at] : '\0';
        }

        private FormatException Wrong(string expected) => new($"The type \"{text}\" should have {expected} at character {at + 1}.");
    }
}
