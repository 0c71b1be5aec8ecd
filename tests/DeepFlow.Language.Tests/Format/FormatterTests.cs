using CsCheck;
using DeepFlow.Language.Format;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;
using DeepFlow.Testing;

namespace DeepFlow.Language.Tests.Format;

public class FormatterTests
{
    [Theory]
    [MemberData(nameof(Corpus.ShippedFiles), MemberType = typeof(Corpus))]
    public void ShippedPipeline_Formatted_IsAsItIsWritten(string file) => Format(Corpus.Read(file)).Should().Be(Corpus.Read(file));

    [Theory]
    [MemberData(nameof(Corpus.AllFiles), MemberType = typeof(Corpus))]
    public void AnyFile_FormattedTwice_ChangesNothingMore(string file)
    {
        var once = Format(Corpus.Read(file));

        Format(once).Should().Be(once);
    }

    [Theory]
    [MemberData(nameof(Corpus.ShippedFiles), MemberType = typeof(Corpus))]
    public void ShippedPipeline_SquashedAndFormatted_HasTheSameBundle(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var files = new SourceFiles(Path.Combine(Repository.Root, folder));
        var name = Path.GetFileName(file);
        var squashed = string.Join('\n', Corpus.Read(file).Split('\n').Select(line => line.Contains("//") ? line : line.Trim()));

        var formatted = Format(squashed);

        formatted.Should().NotBe(squashed);
        Meaning(files with { Unsaved = new Dictionary<string, string> { [name] = formatted } }, name).Should().Be(Meaning(files, name));
    }

    [Fact]
    public void AnyLayout_Formatted_IsStableAndKeepsEveryWordAndComment() => Layouts.Any.ForEach(
        text =>
        {
            var source = new SourceText("a.dlflow", text);
            var once = Formatter.Format(source);
            Lexemes.Marks(new SourceText("a.dlflow", once)).Should().Equal(Lexemes.Marks(source));
            Format(once).Should().Be(once);
        },
        times: 300);

    [Fact]
    public void AnyBrokenText_Formatted_IsStableAndKeepsEveryCharacterButSpaces() => Layouts.Broken.ForEach(
        text =>
        {
            var once = Format(text);
            WithoutSpace(once).Should().Be(WithoutSpace(text));
            Format(once).Should().Be(once);
        },
        times: 400);

    [Theory]
    [InlineData("pipeline p( a:int=1,b : list< int >? )->( x:model ){\nstep  s=f( x:-1 ,y:a [ 0 ] , z:- a . b ..2 )\n}", """
        pipeline p(a: int = 1, b: list<int>?) -> (x: model) {
            step s = f(x: -1, y: a[0], z: -a.b..2)
        }

        """)]
    [InlineData("pipeline p() {\n\n\n    // first\n\n\n\n    step a = f()   \n    if a.x<1{\n    fail\n    }\n\n    else {\n stop\n }\n\n}", """
        pipeline p() {
            // first

            step a = f()
            if a.x < 1 {
                fail
            } else {
                stop
            }
        }

        """)]
    [InlineData("pipeline p() {\nstep a = f() {\non reject -> a\n| b,\nmax 2\n// last\n}\nreturn x: 1 +\n2\n}", """
        pipeline p() {
            step a = f() {
                on reject -> a
                    | b,
                    max 2
                // last
            }
            return x: 1 +
                2
        }

        """)]
    [InlineData("pipeline p() {\nroles{ train : admin }\nstep a=f(){\nby admin ,\"ada\"\ndue 3d,remind 1d ,then owner,then \"the board\"  after   2d\napprovals 2 ,not by b\nhide x ,y from owner\n}\n}", """
        pipeline p() {
            roles { train: admin }
            step a = f() {
                by admin, "ada"
                due 3d, remind 1d, then owner, then "the board" after 2d
                approvals 2, not by b
                hide x, y from owner
            }
        }

        """)]
    [InlineData("model m() { linear(128);relu( ) ;; }", "model m() { linear(128); relu() }\n")]
    [InlineData("pipeline p() {\n  step b = f()\n  step long   = g()\n  var n: int = 0\n}", """
        pipeline p() {
            step b     = f()
            step long  = g()
            var n: int = 0
        }

        """)]
    [InlineData("pipeline p() {\n  step b = f()\n  step long = g()\n}", """
        pipeline p() {
            step b = f()
            step long = g()
        }

        """)]
    [InlineData("pipeline p() {\n        cache  // a\n        step bc = f()   // b\n  step  d=g(\n)        // c\n}", """
        pipeline p() {
                cache  // a
            step bc = f()   // b
            step d = g(
            )        // c
        }

        """)]
    public void Text_Formatted_ReadsLike(string text, string expected) => Format(text).Should().Be(expected);

    [Fact]
    public void LongArguments_Formatted_AreBrokenAsManyALineAsFit()
    {
        var arguments = string.Join(", ", Enumerable.Range(1, 14).Select(i => $"argument{i}: value{i}"));

        Format($"pipeline p() {{\n    step s = f({arguments}) {{ cache }} // why\n}}\n").Should().Be("""
            pipeline p() {
                step s = f(
                    argument1: value1, argument2: value2, argument3: value3, argument4: value4, argument5: value5,
                    argument6: value6, argument7: value7, argument8: value8, argument9: value9, argument10: value10,
                    argument11: value11, argument12: value12, argument13: value13, argument14: value14
                ) { cache } // why
            }

            """);
    }

    [Fact]
    public void CommentBehindALineThatIsBroken_StaysBehindWhatItFollows()
    {
        var labels = string.Join(", ", Enumerable.Range(1, 20).Select(i => $"label{i}"));

        Format($"dataset d {{\n    label {{ {labels} }} field part: string // whose\n}}\n").Should().Contain("} field part: string // whose\n");
    }

    [Fact]
    public void LineThatIsBroken_StillLinesUpWithItsNeighbours()
    {
        var once = Format($"pipeline p() {{\n    step a   = f()\n    step long = g(title: \"{new string('x', 70)}\", show: [one, two, three, four, five, six])\n}}\n");

        once.Should().Contain("    step a    = f()\n    step long = g(\n");
        Format(once).Should().Be(once);
    }

    [Fact]
    public void HalfTypedStep_Formatted_StaysAsItIs_AndTheRestIsFormatted() => Format("pipeline p() {\nstep a=f( )\n   step b =  g(x:  ,\n      y: 1)\nstep c=h( )\n}\n").Should().Be("""
        pipeline p() {
            step a = f()
           step b =  g(x:  ,
              y: 1)
            step c = h()
        }

        """);

    [Fact]
    public void UnpairedDeclaration_Formatted_StaysAsItIs_AndItsNeighbourIsFormatted() =>
        Format("pipeline p() {\n step a=f(\n}\n\n\n\npipeline q( ) { }").Should().Be("pipeline p() {\n step a=f(\n}\n\npipeline q() { }\n");

    [Fact]
    public void WindowsLineBreaks_Formatted_AreKept() => Format("use  \"a\"\r\nuse \"b\"").Should().Be("use \"a\"\r\nuse \"b\"\r\n");

    [Fact]
    public void Edits_Applied_GiveTheFormattedText()
    {
        var text = Corpus.Read("pipelines/fashion/model.dlflow").Replace("    step", "step ").Replace("{\n", "{\n\n\n");
        var source = new SourceText("a.dlflow", text);

        var edits = Formatter.Edits(source);

        edits.Count.Should().BeGreaterThan(5);
        edits.OrderByDescending(edit => edit.Span.Start)
            .Aggregate(text, (before, edit) => before.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText))
            .Should().Be(Format(text));
    }

    private static string Format(string text) => Formatter.Format(new SourceText("a.dlflow", text));

    private static string WithoutSpace(string text) => string.Concat(text.Where(c => c is not (' ' or '\t' or '\r' or '\n' or ';')));

    // The bundle holds where each node stands in the text, which is all that may differ.
    private static string Meaning(SourceFiles files, string root)
    {
        var bundle = Compiler.Compile(files, [root], TestCatalog.Value).Bundle!;
        return bundle.Hash();
    }
}
